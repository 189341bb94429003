// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/limit_depth.hpp>

// Dates as rules write them; see docs/language.md, section 5. A named date rule is a run of words
// and dates in brackets, which only the vocabulary can tell apart from a variable.
namespace comity::date_grammar {

namespace p = tao::pegtl;

// clang-format off
// NOLINTBEGIN(readability-identifier-naming): rules are named as the reference names them
struct space        : p::one< ' ', '\t' > {};
struct gap          : p::plus< space > {};
struct ws           : p::star< space > {};
struct word_end     : p::at< p::sor< space, p::one< '(', ')', ',' >, p::eof > > {};
template< typename Word > struct words : p::seq< Word, word_end > {};

struct expression;

struct day          : p::seq< p::rep< 4, p::digit >, p::one< '-' >, p::rep< 2, p::digit >, p::one< '-' >,
                              p::rep< 2, p::digit >, word_end > {};
struct open         : p::one< '(' > {};
struct close        : p::one< ')' > {};
struct brackets     : p::if_must< open, ws, expression, ws, close > {};

struct sum_word     : p::sor< words< TAO_PEGTL_STRING( "plus" ) >, words< TAO_PEGTL_STRING( "minus" ) > > {};
struct and_word     : words< TAO_PEGTL_STRING( "and" ) > {};
struct plain_word   : p::seq< p::not_at< p::sor< sum_word, and_word > >,
                              p::plus< p::not_one< ' ', '\t', '(', ')', ',' > > > {};
struct piece        : p::sor< brackets, plain_word > {};
struct named        : p::list< piece, gap > {};

struct day_before   : words< TAO_PEGTL_STRING( "the day before" ) > {};
struct day_after    : words< TAO_PEGTL_STRING( "the day after" ) > {};
struct first_after  : words< TAO_PEGTL_STRING( "the first day of the month after" ) > {};
struct later_of     : words< TAO_PEGTL_STRING( "the later of" ) > {};
struct earlier_of   : words< TAO_PEGTL_STRING( "the earlier of" ) > {};

struct atom         : p::sor< day, named > {};

struct share        : p::sor< words< TAO_PEGTL_STRING( "one half" ) >, words< TAO_PEGTL_STRING( "one third" ) >,
                              words< TAO_PEGTL_STRING( "two thirds" ) >, words< TAO_PEGTL_STRING( "one quarter" ) >,
                              words< TAO_PEGTL_STRING( "three quarters" ) > > {};
struct to_word      : words< TAO_PEGTL_STRING( "to" ) > {};
struct named_to     : p::list< p::seq< p::not_at< to_word >, piece >, gap > {};
struct rounding_up  : words< TAO_PEGTL_STRING( "rounding up to a whole day" ) > {};
struct rounding_down: words< TAO_PEGTL_STRING( "rounding down to a whole day" ) > {};
struct rounding     : p::seq< ws, p::one< ',' >, ws, p::sor< rounding_up, rounding_down > > {};
struct portion      : p::if_must< p::seq< share, gap, words< TAO_PEGTL_STRING( "of the time from" ) > >, gap,
                                  p::sor< day, named_to >, gap, to_word, gap, atom, p::opt< rounding > > {};
struct shifted      : p::if_must< p::sor< day_before, day_after, first_after >, gap, atom > {};
struct chosen       : p::if_must< p::sor< later_of, earlier_of >, gap, atom, gap, and_word, gap, atom > {};

struct plus_word    : words< TAO_PEGTL_STRING( "plus" ) > {};
struct minus_word   : words< TAO_PEGTL_STRING( "minus" ) > {};
struct count        : p::rep_min_max< 1, 6, p::digit > {};
struct unit         : p::sor< words< TAO_PEGTL_STRING( "days" ) >, words< TAO_PEGTL_STRING( "day" ) >,
                              words< TAO_PEGTL_STRING( "weeks" ) >, words< TAO_PEGTL_STRING( "week" ) >,
                              words< TAO_PEGTL_STRING( "months" ) >, words< TAO_PEGTL_STRING( "month" ) >,
                              words< TAO_PEGTL_STRING( "years" ) >, words< TAO_PEGTL_STRING( "year" ) > > {};
struct clamping     : p::seq< ws, p::one< ',' >, ws, words< TAO_PEGTL_STRING( "clamping to month end" ) > > {};
struct sum          : p::if_must< p::seq< gap, p::sor< plus_word, minus_word > >, gap, count, gap, unit,
                                  p::opt< clamping > > {};

struct expression   : p::seq< p::sor< shifted, chosen, portion, atom >, p::star< sum > > {};
struct whole        : p::seq< ws, expression, ws, p::eof > {};
// NOLINTEND(readability-identifier-naming)
// clang-format on

}  // namespace comity::date_grammar
