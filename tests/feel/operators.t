# Arithmetic, comparison and precedence.

case  sum before comparison
expr  1 + 2 = 3 and 2 * 3 > 5
gives true

case  multiplication binds tighter than addition
expr  2 + 3 * 4
gives 14

case  power binds tighter than multiplication
expr  2 * 3 ** 2
gives 18

case  power is read from the left
expr  2 ** 3 ** 2
gives 64

case  a minus binds tighter than a power
expr  -2 ** 2
gives 4

case  subtraction is read from the left
expr  10 - 4 - 3
gives 3

case  division is exact to 34 digits
expr  1 / 3
gives 0.3333333333333333333333333333333333

case  tenths add up exactly
expr  0.1 + 0.2 = 0.3
gives true

case  texts are joined
expr  "a" + "b"
gives "ab"

case  date plus duration
expr  @"2024-01-31" + @"P1M"
gives @"2024-02-29"

case  date minus date
expr  @"2024-03-01" - @"2024-02-28"
gives @"P2D"

case  duration times number
expr  @"PT90M" * 2
gives @"PT3H"

case  half a year
expr  @"P1Y" / 2
gives @"P6M"

case  duration by duration
expr  @"P1D" / @"PT6H"
gives 4

case  time past midnight
expr  @"23:30:00" + @"PT1H"
gives @"00:30:00"

case  between includes both ends
expr  [1 between 1 and 3, 3 between 1 and 3, 4 between 1 and 3]
gives [true, true, false]

case  negation of a duration
expr  -@"P1D"
gives @"-P1D"

case  division by zero
expr  1 / 0
error ERR_VALUE at 1:3
says  division by zero

case  division by zero, lenient
expr  1 / 0
mode  lenient
gives null

case  number and text
expr  1 + "a"
error ERR_TYPE at 1:3
says  does not go with number and string

case  a list is no number
expr  [1] + 2
error ERR_TYPE
says  does not go with

case  text compared with number
expr  "a" < 1
error ERR_TYPE at 1:5

case  text equal to number
expr  "1" = 1
error ERR_TYPE

case  text equal to number, lenient
expr  "1" = 1
mode  lenient
gives null

case  result out of range
expr  10 ** 6000 ** 2
error ERR_VALUE
says  no result within the range

case  operator without operand
expr  1 +
error ERR_SYNTAX at 1:4
says  a value or a name expected

case  closing parenthesis missing
expr  min(1, 2
error ERR_SYNTAX at 1:9

case  two operands without operator
expr  1 2
error ERR_SYNTAX at 1:3
says  an operator or the end expected

case  text that is not closed
expr  "abc
error ERR_SYNTAX at 1:1
says  not closed

case  comments are skipped
expr  1 /* one */ + // and
      2
gives 3

case  escapes in text
expr  "a\"b\\c\u0041\U01F40E"
gives "a\"b\\cA🐎"

case  in binds tighter than and
expr  2 in [1, 2, 3] and 5 in [1..5]
gives true

case  in binds tighter than or
expr  9 in [1..5] or 2 in (1..3]
gives true

case  in a name, then and
expr  a in lijst and b
with  a = 1
with  lijst = [1, 2]
with  b = false
gives false
