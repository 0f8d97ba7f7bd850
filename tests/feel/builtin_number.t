# Numeric functions: abs, modulo, sqrt, log, exp, odd, even.

case  abs of a negative number
expr  abs(-10.5)
gives 10.5
type  number

case  abs of a positive number
expr  abs(10.5)
gives 10.5

case  abs of a duration in days
expr  abs(@"-P1DT2H")
gives @"P1DT2H"

case  abs of a duration in months
expr  abs(@"-P1Y2M")
gives @"P1Y2M"

case  abs by name
expr  abs(n: -1)
gives 1

case  abs of unknown
expr  abs(x)
with  x = null
gives null
why   input "x" is missing

case  abs of a text
expr  abs("1")
error ERR_TYPE at 1:1
says  "abs" needs number or days and time duration or years and months duration for "n", not string

case  abs of a text, lenient
expr  abs("1")
mode  lenient
gives null

case  abs of a list of one
expr  abs([-3])
gives 3

case  abs of a list of two
expr  abs([-3, 2])
error ERR_TYPE
says  not list [-3, 2]

case  abs of two arguments
expr  abs(1, 1)
error ERR_TYPE
says  "abs" cannot be called with 2 arguments

case  abs by a wrong name
expr  abs(number: 1)
error ERR_NAME at 1:1
says  "abs" has no parameter "number"

case  modulo takes the sign of the divisor
expr  [modulo(10, 4), modulo(10, -4), modulo(-10, 4), modulo(-10, -4)]
gives [2, -2, 2, -2]

case  modulo of fractions
expr  [modulo(10.1, 4.5), modulo(-10.1, 4.5), modulo(10.1, -4.5), modulo(-10.1, -4.5)]
gives [1.1, 3.4, -3.4, -1.1]

case  modulo without rest
expr  modulo(-12, 4)
gives 0

case  modulo by name
expr  modulo(divisor: 5, dividend: 12)
gives 2

case  modulo by zero
expr  modulo(10, 0)
error ERR_VALUE at 1:1
says  "modulo" by zero has no result

case  modulo by zero, lenient
expr  modulo(10, 0)
mode  lenient
gives null

case  modulo of very different sizes
expr  modulo(1e30, 7)
gives 1

case  sqrt is exact where it can be
expr  sqrt(16)
gives 4

case  sqrt of a fraction
expr  sqrt(0.0625)
gives 0.25

case  sqrt keeps 34 digits
expr  sqrt(2)
gives 1.414213562373095048801688724209698

case  sqrt of a negative number
expr  sqrt(-1)
error ERR_VALUE at 1:1
says  "sqrt" of number -1 has no result

case  sqrt by name
expr  sqrt(number: 9)
gives 3

case  log of one
expr  log(1)
gives 0

case  log to 20 digits
expr  decimal(log(10), 20)
gives 2.30258509299404568402

case  log of zero
expr  log(0)
error ERR_VALUE
says  "log" of number 0 has no result

case  log of a negative number, lenient
expr  log(-1)
mode  lenient
gives null

case  exp of zero
expr  exp(0)
gives 1

case  exp to 20 digits
expr  decimal(exp(1), 20)
gives 2.71828182845904523536

case  exp that is too large
expr  exp(1e6)
error ERR_VALUE
says  "exp" of number 1000000 has no result

case  exp of unknown
expr  exp(x)
with  x = null
gives null
why   input "x" is missing

case  odd
expr  [odd(5), odd(2), odd(-3), odd(0)]
gives [true, false, true, false]

case  even
expr  [even(5), even(2), even(-4), even(0)]
gives [false, true, true, true]

case  a fraction is neither odd nor even
expr  [odd(2.5), even(2.5)]
gives [false, false]

case  odd and even by name
expr  odd(number: 1) and even(number: 2)
gives true

case  odd of a boolean
expr  odd(true)
error ERR_TYPE

case  even of a large number
expr  even(1e30)
gives true

case  even of unknown
expr  even(x)
with  x = null
gives null
why   input "x" is missing
