# Cells of decision tables.

case  dash
tests -
with  ? = 5
gives true

case  number
tests 5
with  ? = 5
gives true

case  one of several
tests "a", "b"
with  ? = "b"
gives true

case  none of several
tests "a", "b"
with  ? = "c"
gives false

case  not one of several
tests not("a", "b")
with  ? = "c"
gives true

case  below
tests < 5
with  ? = 4.99
gives true

case  closed range
tests [1..5]
with  ? = 5
gives true

case  open range
tests ]1..5[
with  ? = 5
gives false

case  range of dates
tests [@"2024-01-01"..@"2024-12-31"]
with  ? = @"2024-06-01"
gives true

case  comparison with the value itself
tests ? * 2 > 8
with  ? = 5
gives true

case  function of the value
tests starts with(?, "a")
with  ? = "abc"
gives true

case  list of alternatives
tests [1, 2, 3]
with  ? = 2
gives true

case  not equal
tests != 5
with  ? = 4
gives true

case  boolean
tests true
with  ? = false
gives false

case  null passes a test for null
tests null
with  ? = null
gives true

case  a value does not pass a test for null
tests null
with  ? = 1
gives false

case  unknown value
tests < 5
with  ? = null
gives null
why   input "?" is missing

case  unknown value against a text
tests "a"
with  ? = null
gives null

case  unknown value against a text, lenient
tests "a"
with  ? = null
mode  lenient
gives false

case  dash passes the unknown
tests -
with  ? = null
gives true

case  number against a text
tests "a"
with  ? = 1
error ERR_TYPE
says  cannot be compared

case  text without quotes
tests zwak
with  ? = "zwak"
error ERR_NAME
says  double quotes
