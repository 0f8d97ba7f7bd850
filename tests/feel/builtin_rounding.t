# Every rounding of one number: ties, negative numbers, negative scales, all 34 digits.

# In order: decimal, round half up, half down, up, down, floor, ceiling. The outcomes

# were computed with Python's decimal module.

case  5.5 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 5.5
gives [6, 6, 5, 6, 5, 5, 6]

case  2.5 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 2.5
gives [2, 3, 2, 3, 2, 2, 3]

case  1.6 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 1.6
gives [2, 2, 2, 2, 1, 1, 2]

case  1.1 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 1.1
gives [1, 1, 1, 2, 1, 1, 2]

case  1.0 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 1.0
gives [1, 1, 1, 1, 1, 1, 1]

case  -1.0 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = -1.0
gives [-1, -1, -1, -1, -1, -1, -1]

case  -1.1 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = -1.1
gives [-1, -1, -1, -2, -1, -2, -1]

case  -1.6 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = -1.6
gives [-2, -2, -2, -2, -1, -2, -1]

case  -2.5 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = -2.5
gives [-2, -3, -2, -3, -2, -3, -2]

case  -5.5 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = -5.5
gives [-6, -6, -5, -6, -5, -6, -5]

case  0.5 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 0.5
gives [0, 1, 0, 1, 0, 0, 1]

case  -0.5 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = -0.5
gives [0, -1, 0, -1, 0, -1, 0]

case  0 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 0
gives [0, 0, 0, 0, 0, 0, 0]

case  1.005 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 1.005
gives [1, 1.01, 1, 1.01, 1, 1, 1.01]

case  2.345 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 2.345
gives [2.34, 2.35, 2.34, 2.35, 2.34, 2.34, 2.35]

case  2.355 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 2.355
gives [2.36, 2.36, 2.35, 2.36, 2.35, 2.35, 2.36]

case  -2.345 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = -2.345
gives [-2.34, -2.35, -2.34, -2.35, -2.34, -2.35, -2.34]

case  0.125 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 0.125
gives [0.12, 0.13, 0.12, 0.13, 0.12, 0.12, 0.13]

case  0.375 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 0.375
gives [0.38, 0.38, 0.37, 0.38, 0.37, 0.37, 0.38]

case  10.99499999999999999999999999999999 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 10.99499999999999999999999999999999
gives [10.99, 10.99, 10.99, 11, 10.99, 10.99, 11]

case  10.99500000000000000000000000000001 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 10.99500000000000000000000000000001
gives [11, 11, 11, 11, 10.99, 10.99, 11]

case  1234.5 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 1234.5
gives [1230, 1230, 1230, 1240, 1230, 1230, 1240]

case  1235 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 1235
gives [1240, 1240, 1230, 1240, 1230, 1230, 1240]

case  1245 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 1245
gives [1240, 1250, 1240, 1250, 1240, 1240, 1250]

case  -1245 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = -1245
gives [-1240, -1250, -1240, -1250, -1240, -1250, -1240]

case  1250 to scale -2
expr  [decimal(n, -2), round half up(n, -2), round half down(n, -2), round up(n, -2), round down(n, -2), floor(n, -2), ceiling(n, -2)]
with  n = 1250
gives [1200, 1300, 1200, 1300, 1200, 1200, 1300]

case  1350 to scale -2
expr  [decimal(n, -2), round half up(n, -2), round half down(n, -2), round up(n, -2), round down(n, -2), floor(n, -2), ceiling(n, -2)]
with  n = 1350
gives [1400, 1400, 1300, 1400, 1300, 1300, 1400]

case  -1350 to scale -2
expr  [decimal(n, -2), round half up(n, -2), round half down(n, -2), round up(n, -2), round down(n, -2), floor(n, -2), ceiling(n, -2)]
with  n = -1350
gives [-1400, -1400, -1300, -1400, -1300, -1400, -1300]

case  50 to scale -2
expr  [decimal(n, -2), round half up(n, -2), round half down(n, -2), round up(n, -2), round down(n, -2), floor(n, -2), ceiling(n, -2)]
with  n = 50
gives [0, 100, 0, 100, 0, 0, 100]

case  49 to scale -2
expr  [decimal(n, -2), round half up(n, -2), round half down(n, -2), round up(n, -2), round down(n, -2), floor(n, -2), ceiling(n, -2)]
with  n = 49
gives [0, 0, 0, 100, 0, 0, 100]

case  -50 to scale -2
expr  [decimal(n, -2), round half up(n, -2), round half down(n, -2), round up(n, -2), round down(n, -2), floor(n, -2), ceiling(n, -2)]
with  n = -50
gives [0, -100, 0, -100, 0, -100, 0]

case  51 to scale -3
expr  [decimal(n, -3), round half up(n, -3), round half down(n, -3), round up(n, -3), round down(n, -3), floor(n, -3), ceiling(n, -3)]
with  n = 51
gives [0, 0, 0, 1000, 0, 0, 1000]

case  5 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 5
gives [0, 10, 0, 10, 0, 0, 10]

case  15 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 15
gives [20, 20, 10, 20, 10, 10, 20]

case  25 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 25
gives [20, 30, 20, 30, 20, 20, 30]

case  9.99 to scale 1
expr  [decimal(n, 1), round half up(n, 1), round half down(n, 1), round up(n, 1), round down(n, 1), floor(n, 1), ceiling(n, 1)]
with  n = 9.99
gives [10, 10, 10, 10, 9.9, 9.9, 10]

case  99.95 to scale 1
expr  [decimal(n, 1), round half up(n, 1), round half down(n, 1), round up(n, 1), round down(n, 1), floor(n, 1), ceiling(n, 1)]
with  n = 99.95
gives [100, 100, 99.9, 100, 99.9, 99.9, 100]

case  -99.95 to scale 1
expr  [decimal(n, 1), round half up(n, 1), round half down(n, 1), round up(n, 1), round down(n, 1), floor(n, 1), ceiling(n, 1)]
with  n = -99.95
gives [-100, -100, -99.9, -100, -99.9, -100, -99.9]

case  0.05 to scale 1
expr  [decimal(n, 1), round half up(n, 1), round half down(n, 1), round up(n, 1), round down(n, 1), floor(n, 1), ceiling(n, 1)]
with  n = 0.05
gives [0, 0.1, 0, 0.1, 0, 0, 0.1]

case  0.15 to scale 1
expr  [decimal(n, 1), round half up(n, 1), round half down(n, 1), round up(n, 1), round down(n, 1), floor(n, 1), ceiling(n, 1)]
with  n = 0.15
gives [0.2, 0.2, 0.1, 0.2, 0.1, 0.1, 0.2]

case  0.25 to scale 1
expr  [decimal(n, 1), round half up(n, 1), round half down(n, 1), round up(n, 1), round down(n, 1), floor(n, 1), ceiling(n, 1)]
with  n = 0.25
gives [0.2, 0.3, 0.2, 0.3, 0.2, 0.2, 0.3]

case  1234567890123456789012345678901234 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 1234567890123456789012345678901234
gives [1234567890123456789012345678901230, 1234567890123456789012345678901230, 1234567890123456789012345678901230, 1234567890123456789012345678901240, 1234567890123456789012345678901230, 1234567890123456789012345678901230, 1234567890123456789012345678901240]

case  1234567890123456789012345678901235 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 1234567890123456789012345678901235
gives [1234567890123456789012345678901240, 1234567890123456789012345678901240, 1234567890123456789012345678901230, 1234567890123456789012345678901240, 1234567890123456789012345678901230, 1234567890123456789012345678901230, 1234567890123456789012345678901240]

case  1234567890123456789012345678901.235 to scale 2
expr  [decimal(n, 2), round half up(n, 2), round half down(n, 2), round up(n, 2), round down(n, 2), floor(n, 2), ceiling(n, 2)]
with  n = 1234567890123456789012345678901.235
gives [1234567890123456789012345678901.24, 1234567890123456789012345678901.24, 1234567890123456789012345678901.23, 1234567890123456789012345678901.24, 1234567890123456789012345678901.23, 1234567890123456789012345678901.23, 1234567890123456789012345678901.24]

case  123456789012345678901234567890123.5 to scale 0
expr  [decimal(n, 0), round half up(n, 0), round half down(n, 0), round up(n, 0), round down(n, 0), floor(n, 0), ceiling(n, 0)]
with  n = 123456789012345678901234567890123.5
gives [123456789012345678901234567890124, 123456789012345678901234567890124, 123456789012345678901234567890123, 123456789012345678901234567890124, 123456789012345678901234567890123, 123456789012345678901234567890123, 123456789012345678901234567890124]

case  9999999999999999999999999999999999 to scale -1
expr  [decimal(n, -1), round half up(n, -1), round half down(n, -1), round up(n, -1), round down(n, -1), floor(n, -1), ceiling(n, -1)]
with  n = 9999999999999999999999999999999999
gives [10000000000000000000000000000000000, 10000000000000000000000000000000000, 10000000000000000000000000000000000, 10000000000000000000000000000000000, 9999999999999999999999999999999990, 9999999999999999999999999999999990, 10000000000000000000000000000000000]

case  0.00000000000000000000000000000000005 to scale 34
expr  [decimal(n, 34), round half up(n, 34), round half down(n, 34), round up(n, 34), round down(n, 34), floor(n, 34), ceiling(n, 34)]
with  n = 0.00000000000000000000000000000000005
gives [0, 0.0000000000000000000000000000000001, 0, 0.0000000000000000000000000000000001, 0, 0, 0.0000000000000000000000000000000001]

case  33.33333333333333333333333333333333 to scale 30
expr  [decimal(n, 30), round half up(n, 30), round half down(n, 30), round up(n, 30), round down(n, 30), floor(n, 30), ceiling(n, 30)]
with  n = 33.33333333333333333333333333333333
gives [33.333333333333333333333333333333, 33.333333333333333333333333333333, 33.333333333333333333333333333333, 33.333333333333333333333333333334, 33.333333333333333333333333333333, 33.333333333333333333333333333333, 33.333333333333333333333333333334]

case  7 to scale 5
expr  [decimal(n, 5), round half up(n, 5), round half down(n, 5), round up(n, 5), round down(n, 5), floor(n, 5), ceiling(n, 5)]
with  n = 7
gives [7, 7, 7, 7, 7, 7, 7]

case  1.5 to scale 10
expr  [decimal(n, 10), round half up(n, 10), round half down(n, 10), round up(n, 10), round down(n, 10), floor(n, 10), ceiling(n, 10)]
with  n = 1.5
gives [1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]

case  scale is cut to a whole number
expr  decimal(1.2345, 2.9)
gives 1.23

case  negative scale is cut towards zero
expr  round up(1234, -1.9)
gives 1240

case  floor without scale
expr  floor(-1.5)
gives -2

case  ceiling without scale
expr  ceiling(-1.5)
gives -1

case  ceiling gives no negative zero
expr  string(ceiling(-0.3))
gives "0"

case  lowest scale
expr  round down(5.5, -6111)
gives 0

case  highest scale
expr  round half up(5.5, 6176)
gives 5.5

case  scale too low
expr  round up(5.5, -6112)
error ERR_VALUE at 1:1
says  cannot round to scale -6112

case  scale too high
expr  decimal(5.5, 6177)
error ERR_VALUE at 1:1
says  it must be -6111 to 6176

case  scale far out of range
expr  decimal(5.5, 1e30)
error ERR_VALUE at 1:1

case  scale too high, lenient
expr  floor(5.5, 6177)
mode  lenient
gives null

case  named arguments
expr  round half up(scale: 1, n: 2.25)
gives 2.3

case  decimal of an unknown number
expr  decimal(n, 2)
with  n = null
gives null
why   input "n" is missing

case  decimal to an unknown scale
expr  decimal(1.5, s)
with  s = null
gives null
why   input "s" is missing

case  unknown number and scale
expr  round up(n, s)
with  n = null
with  s = null
gives null
why   input "n" is missing, input "s" is missing

case  floor with an unknown scale
expr  floor(1.5, s)
with  s = null
gives null
why   input "s" is missing

case  decimal without scale
expr  decimal(1.5)
error ERR_TYPE at 1:1
says  "decimal" cannot be called with 1 argument

case  scale as text
expr  round down(1.5, "0")
error ERR_TYPE at 1:1
says  "round down" needs number for "scale", not string

case  rounding keeps no trailing zeros
expr  string(decimal(1.50, 2))
gives "1.5"

case  result type
expr  decimal(1.5, 0)
type  number
gives 2
