# SPDX-License-Identifier: Apache-2.0
"""A `comity serve` of its own for one test, on a free port."""
import contextlib
import os
import signal
import subprocess


@contextlib.contextmanager
def started_service(program, rules):
    """Yields HOST:PORT; ends the service with SIGTERM and wants exit code 0."""
    service = subprocess.Popen(
        [program, "serve", "--rules", rules, "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = service.stdout.readline().strip()
        if not line.startswith("listening on "):
            raise AssertionError(f"{program} serve said {line!r} and ended with {service.wait()}")
        yield line.removeprefix("listening on ")
        service.send_signal(signal.SIGTERM)
        if service.wait(timeout=60) != 0:
            raise AssertionError(f"serve ended with {service.returncode}")
    finally:
        if service.poll() is None:
            os.kill(service.pid, signal.SIGKILL)
            service.wait()
