# SPDX-License-Identifier: Apache-2.0
"""A `comity serve` of its own for one test, on a free port."""
import contextlib
import signal
import subprocess


@contextlib.contextmanager
def running_service(program, rules, last_signal=signal.SIGTERM):
    """Yields the process and its HOST:PORT; ends it with a signal and wants exit code 0."""
    service = subprocess.Popen(
        [program, "serve", "--rules", rules, "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = service.stdout.readline().strip()
        if not line.startswith("listening on "):
            raise AssertionError(f"{program} serve said {line!r} and ended with {service.wait()}")
        yield service, line.removeprefix("listening on ")
        service.send_signal(last_signal)
        if service.wait(timeout=60) != 0:
            raise AssertionError(f"serve ended with {service.returncode}")
    finally:
        if service.poll() is None:
            service.kill()
            service.wait()
        service.stdout.close()
