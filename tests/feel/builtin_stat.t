# min, max, sum, mean, median, mode, stddev, product; all, any, not.

case  min of a list
expr  min([3, 1, 2])
gives 1
type  number

case  min of arguments
expr  min(3, 1, 2)
gives 1
type  number

case  min by name
expr  min(list: [3, 1])
gives 1

case  min of one value
expr  min(5)
gives 5

case  min of texts
expr  min("b", "a")
gives "a"
type  string

case  min of dates
expr  min([@"2025-02-01", @"2025-01-01"])
gives @"2025-01-01"
type  date

case  min of durations
expr  min(@"P2D", @"PT1H")
gives @"PT1H"

case  min of moments in two zones
expr  min(@"2025-01-01T12:00:00Z", @"2025-01-01T12:30:00+01:00")
gives @"2025-01-01T12:30:00+01:00"

case  min with an unknown value
expr  min(1, x)
with  x = null
gives null
why   input "x" is missing

case  min of a list with unknown values
expr  min([1, x, y])
with  x = null
with  y = null
gives null
why   input "x" is missing, input "y" is missing

case  min of unknown
expr  min(l)
with  l = null
gives null
why   input "l" is missing

case  min of nothing
expr  min([])
error ERR_VALUE at 1:1
says  "min" of an empty list has no value

case  min of nothing, lenient
expr  min([])
mode  lenient
gives null

case  min without arguments
expr  min()
error ERR_TYPE

case  min of mixed kinds
expr  min(1, "a")
error ERR_TYPE
says  "min" cannot compare number 1 with string "a"

case  min of booleans
expr  min(true, false)
error ERR_TYPE

case  min of a time with and one without zone
expr  min(@"12:00:00", @"12:00:00Z")
error ERR_TYPE
says  cannot compare

case  max of a list
expr  max([3, 1, 2])
gives 3
type  number

case  max of arguments
expr  max(3, 1, 2)
gives 3

case  max by name
expr  max(list: [@"2025-02-01", @"2025-01-01"])
gives @"2025-02-01"

case  max of equal numbers keeps the first
expr  string(max(1.0, 1))
gives "1"

case  max of nothing
expr  max([])
error ERR_VALUE
says  "max" of an empty list has no value

case  max of a hundred unknowns
expr  max(for i in 1..100 return x)
with  x = null
gives null
why   input "x" is missing

case  sum of a list
expr  sum([1, 2, 3])
gives 6
type  number

case  sum of arguments
expr  sum(1, 2, 3)
gives 6

case  sum is exact
expr  sum([0.1, 0.2, 0.3, -0.6])
gives 0

case  sum of small and large
expr  sum([1e20, 0.01, -1e20])
gives 0.01

case  sum by name
expr  sum(list: [1, 2])
gives 3

case  sum with an unknown value
expr  sum(1, x, y)
with  x = null
with  y = null
gives null
why   input "x" is missing, input "y" is missing

case  sum of a list with an unknown value
expr  sum([1, x])
with  x = null
gives null
why   input "x" is missing

case  sum of nothing
expr  sum([])
error ERR_VALUE
says  "sum" of an empty list has no value

case  sum of texts
expr  sum(["1"])
error ERR_TYPE at 1:1
says  "sum" needs list<number> for "list", not list<string>

case  sum of mixed kinds
expr  sum([1, "2"])
error ERR_TYPE
says  "sum" needs list<number> for "list", but element 2 is string "2"

case  sum of mixed arguments
expr  sum(1, "2")
error ERR_TYPE
says  "sum" needs number for "n", not string

case  sum of an unknown and a text
expr  sum([x, "2"])
with  x = null
error ERR_TYPE
says  element 2 is string "2"

case  sum of many
expr  sum(for i in 1..100000 return i)
gives 5000050000

case  sum that is too large
expr  sum([9e6144, 9e6144])
error ERR_VALUE
says  the outcome of "sum" is too large

case  product of a list
expr  product([2, 3, 4])
gives 24
type  number

case  product of arguments
expr  product(2.5, 1, 2.5, 3)
gives 18.75

case  product of nothing
expr  product([])
error ERR_VALUE
says  "product" of an empty list has no value

case  product with an unknown value
expr  product([2, x])
with  x = null
gives null
why   input "x" is missing

case  product that is too large
expr  product([1e4000, 1e4000])
error ERR_VALUE

case  mean of a list
expr  mean([1, 2, 3, 4])
gives 2.5
type  number

case  mean of arguments
expr  mean(1, 2, 2)
gives 1.666666666666666666666666666666667

case  mean by name
expr  mean(list: [1, 3])
gives 2

case  mean of nothing
expr  mean([])
error ERR_VALUE
says  "mean" of an empty list has no value

case  mean with an unknown value
expr  mean(1, x)
with  x = null
gives null
why   input "x" is missing

case  median of an odd number
expr  median([8, 2, 5, 3, 4])
gives 4
type  number

case  median of an even number
expr  median(6, 1, 2, 3)
gives 2.5

case  median by name
expr  median(list: [1, 9])
gives 5

case  median of nothing
expr  median([])
error ERR_VALUE
says  "median" of an empty list has no value

case  median with an unknown value
expr  median([1, x])
with  x = null
gives null
why   input "x" is missing

case  mode
expr  mode([6, 3, 9, 6, 6])
gives [6]
type  list<number>

case  mode of a tie
expr  mode(6, 1, 9, 6, 1)
gives [1, 6]

case  mode counts equal numbers together
expr  mode([1, 1.0, 2])
gives [1]

case  mode of nothing
expr  mode([])
gives []

case  mode with an unknown value
expr  mode([1, x])
with  x = null
gives null
why   input "x" is missing

case  stddev
expr  decimal(stddev([2, 4, 7, 5]), 25)
gives 2.0816659994661327352822977

case  stddev that is exact
expr  stddev(1, 3, 5)
gives 2
type  number

case  stddev of equal thirds
expr  stddev([1/3, 1/3, 1/3])
gives 0

case  stddev by name
expr  stddev(list: [1, 3, 5])
gives 2

case  stddev of one number
expr  stddev([5])
error ERR_VALUE
says  "stddev" needs at least two numbers

case  stddev with an unknown value
expr  stddev(1, x, 5)
with  x = null
gives null
why   input "x" is missing

case  all
expr  [all([true, true]), all([true, false]), all([])]
gives [true, false, true]

case  all of arguments
expr  all(true, true, false)
gives false
type  boolean

case  all of one
expr  all(true)
gives true

case  all is false whatever is unknown
expr  all([x, false])
with  x = null
gives false

case  all is unknown when it may be
expr  all([true, x, y])
with  x = null
with  y = null
gives null
why   input "x" is missing, input "y" is missing

case  all by name
expr  all(list: [true])
gives true

case  all of unknown
expr  all(l)
with  l = null
gives null
why   input "l" is missing

case  all of numbers
expr  all([true, 1])
error ERR_TYPE
says  "all" needs list<boolean> for "list", but element 2 is number 1

case  any
expr  [any([false, true]), any([false, false]), any([])]
gives [true, false, false]

case  any of arguments
expr  any(false, true)
gives true

case  any is true whatever is unknown
expr  any([x, true])
with  x = null
gives true

case  any is unknown when it may be
expr  any(false, x)
with  x = null
gives null
why   input "x" is missing

case  any by name
expr  any(list: [false])
gives false

case  any of a number
expr  any(123)
error ERR_TYPE

case  not
expr  [not(true), not(false)]
gives [false, true]

case  not of unknown
expr  not(x)
with  x = null
gives null
why   input "x" is missing

case  not of a number
expr  not(1)
error ERR_TYPE

case  not of a number, lenient
expr  not(1)
mode  lenient
gives null
