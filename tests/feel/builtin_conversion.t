# Conversions: number, string, date, time, date and time, durations, range.

case  number of digits
expr  number("1234.5")
gives 1234.5
type  number

case  number with separators
expr  number("1.234.567,89", ".", ",")
gives 1234567.89

case  number with spaces
expr  number("1 000 000.01", " ", ".")
gives 1000000.01

case  number without grouping
expr  number("1000,5", null, ",")
gives 1000.5

case  number without decimals
expr  number("1,000,000", ",", null)
gives 1000000

case  number grouped by points only
expr  number("1.000", ".")
gives 1000

case  number that is negative
expr  number("-12.50")
gives -12.5

case  number with an exponent
expr  number("1.5e3")
gives 1500

case  number of 34 digits
expr  number("1234567890123456789012345678901234")
gives 1234567890123456789012345678901234

case  number of 35 digits is not rounded in silence
expr  number("12345678901234567890123456789012345")
error ERR_VALUE
says  a number of at most 34 digits

case  number by name
expr  number(from: "1.000,5", decimal separator: ",", grouping separator: ".")
gives 1000.5

case  number of unknown
expr  number(s)
with  s = null
gives null
why   input "s" is missing

case  number of a word
expr  number("tien")
error ERR_VALUE at 1:1
says  "number" cannot read string "tien"; it must be a number with these separators

case  number of a word, lenient
expr  number("tien")
mode  lenient
gives null

case  number with another separator
expr  number("1:000", ":")
error ERR_VALUE
says  takes " ", "," or "." as grouping separator

case  number with one separator for both
expr  number("1,000", ",", ",")
error ERR_VALUE

case  number with a loose point
expr  number("1.000,5", " ", ",")
error ERR_VALUE
says  cannot read

case  number of a number
expr  number(12)
error ERR_TYPE
says  "number" needs string for "from", not number

case  number of nothing
expr  number("")
error ERR_VALUE

case  number with spaces around
expr  number(" 12")
error ERR_VALUE

case  string of a number
expr  string(1.50)
gives "1.5"
type  string

case  string of a large number
expr  string(1e33)
gives "1000000000000000000000000000000000"

case  string of a boolean
expr  string(true)
gives "true"

case  string of a text
expr  string("a")
gives "a"

case  string of a date
expr  string(date("2025-01-31"))
gives "2025-01-31"

case  string of a time
expr  string(time("09:30:00.5+01:00"))
gives "09:30:00.5+01:00"

case  string of a date and time
expr  string(date and time("2025-01-31T09:30:00@Europe/Amsterdam"))
gives "2025-01-31T09:30:00@Europe/Amsterdam"

case  string of durations
expr  [string(duration("P3DT4H")), string(duration("P14M"))]
gives ["P3DT4H", "P1Y2M"]

case  string of a list quotes what is inside
expr  string([1, "a", null, @"2025-01-31"])
gives "[1, \"a\", null, @\"2025-01-31\"]"

case  string of a context
expr  string({a: 1, "b-c": "d"})
gives "{a: 1, \"b-c\": \"d\"}"

case  string of a range
expr  [string([1..3)), string((< 5)), string((>= 5))]
gives ["[1..3)", "(< 5)", "(>= 5)"]

case  string of a function
expr  string(function(x) x)
gives "<function>"

case  string by name
expr  string(from: 5)
gives "5"

case  string of unknown
expr  string(s)
with  s = null
gives null
why   input "s" is missing

case  date of a text
expr  date("2025-01-31")
gives @"2025-01-31"
type  date

case  date of parts
expr  date(2024, 2, 29)
gives @"2024-02-29"

case  date of a negative year
expr  string(date(-2017, 12, 31))
gives "-2017-12-31"

case  date of a date
expr  date(date("2025-01-31"))
gives @"2025-01-31"

case  date of a date and time
expr  date(date and time("2025-01-31T23:59:59+05:00"))
gives @"2025-01-31"

case  date by names
expr  date(day: 1, month: 2, year: 2025)
gives @"2025-02-01"

case  date by one name
expr  date(from: "2025-01-31")
gives @"2025-01-31"

case  date of unknown
expr  date(d)
with  d = null
gives null
why   input "d" is missing

case  date of unknown parts
expr  date(y, 1, d)
with  y = null
with  d = null
gives null
why   input "y" is missing, input "d" is missing

case  date that does not exist
expr  date("2025-02-29")
error ERR_VALUE at 1:1
says  "date" cannot read string "2025-02-29"; it must be a date such as 2025-01-31

case  date that does not exist, lenient
expr  date("2025-02-29")
mode  lenient
gives null

case  date of a day that does not exist
expr  date(2025, 2, 29)
error ERR_VALUE
says  "date" has no day 29

case  date of a month that does not exist
expr  date(2025, 13, 1)
error ERR_VALUE
says  "date" has no month 13

case  date of a year that does not exist
expr  date(1000000000, 1, 1)
error ERR_VALUE
says  "date" has no year 1000000000

case  date of a fraction of a day
expr  date(2025, 1, 1.5)
error ERR_VALUE
says  "date" has no day 1.5

case  date written another way
expr  date("31-01-2025")
error ERR_VALUE

case  date of a number
expr  date(2025)
error ERR_TYPE

case  date of four arguments
expr  date(2025, 1, 1, 1)
error ERR_TYPE
says  "date" cannot be called with 4 arguments

case  date by a name of another form
expr  date(year: 2025, from: "2025-01-01")
error ERR_TYPE

case  time of a text
expr  time("09:30:00")
gives @"09:30:00"
type  time

case  time of parts
expr  time(9, 30, 0)
gives @"09:30:00"

case  time of parts with a fraction
expr  time(9, 30, 1.25)
gives @"09:30:01.25"

case  time of parts with an offset
expr  time(9, 30, 0, @"PT2H")
gives @"09:30:00+02:00"

case  time of parts with null as offset
expr  time(9, 30, 0, null)
gives @"09:30:00"

case  time of parts west of Greenwich
expr  string(time(9, 30, 0, @"-PT2H45M"))
gives "09:30:00-02:45"

case  time of a date is midnight UTC
expr  time(date("2025-01-31"))
gives @"00:00:00Z"

case  time of a date and time
expr  time(@"2025-01-31T09:30:00@Europe/Amsterdam")
gives @"09:30:00@Europe/Amsterdam"

case  time by names
expr  time(hour: 9, minute: 30, second: 0)
gives @"09:30:00"

case  time of an hour that does not exist
expr  time(24, 0, 0)
error ERR_VALUE
says  "time" has no hour 24

case  time of a minute that does not exist
expr  time(23, 60, 0)
error ERR_VALUE
says  "time" has no minute 60

case  time of a second that does not exist
expr  time(23, 59, 60)
error ERR_VALUE
says  "time" has no second 60

case  time of a negative second
expr  time(23, 59, -1)
error ERR_VALUE
says  no second -1

case  time with an offset that does not exist
expr  time(9, 30, 0, @"PT19H")
error ERR_VALUE
says  an offset of at most 18 hours

case  time of a text that is none
expr  time("25:00:00")
error ERR_VALUE
says  it must be a time such as 09:30:00

case  time of an unknown hour
expr  time(h, 0, 0)
with  h = null
gives null
why   input "h" is missing

case  date and time of a text
expr  date and time("2025-01-31T09:30:00")
gives @"2025-01-31T09:30:00"
type  date and time

case  date and time of a date as text
expr  date and time("2025-01-31")
gives @"2025-01-31T00:00:00"

case  date and time of both
expr  date and time(date("2025-01-31"), time("09:30:00Z"))
gives @"2025-01-31T09:30:00Z"

case  date and time takes the date of a date and time
expr  date and time(@"2025-01-31T12:00:00+05:00", @"09:30:00")
gives @"2025-01-31T09:30:00"

case  date and time by names
expr  date and time(time: @"09:30:00", date: @"2025-01-31")
gives @"2025-01-31T09:30:00"

case  date and time of a text that is none
expr  date and time("2025-01-31 09:30")
error ERR_VALUE
says  it must be such as 2025-01-31T09:00:00

case  date and time of a number
expr  date and time(2025)
error ERR_TYPE

case  date and time with an unknown time
expr  date and time(@"2025-01-31", t)
with  t = null
gives null
why   input "t" is missing

case  duration in days
expr  duration("P3DT4H")
gives @"P3DT4H"

case  duration in months
expr  duration("P1Y2M")
gives @"P14M"

case  duration is normalised
expr  [string(duration("PT1000M")), string(duration("PT240H")), string(duration("P26M"))]
gives ["PT16H40M", "P10D", "P2Y2M"]

case  duration of nothing
expr  [string(duration("PT0M")), string(duration("P0Y"))]
gives ["PT0S", "P0M"]

case  duration by name
expr  duration(from: "P1D")
gives @"P1D"

case  duration of months and days
expr  duration("P1M1D")
error ERR_VALUE
says  it must be a duration such as P1Y2M or P3DT4H

case  duration without figures
expr  duration("P")
error ERR_VALUE

case  duration of a number
expr  duration(5)
error ERR_TYPE

case  duration of unknown
expr  duration(d)
with  d = null
gives null
why   input "d" is missing

case  years and months between dates
expr  years and months duration(@"2011-12-22", @"2013-08-24")
gives @"P1Y8M"
type  years and months duration

case  years and months stop before the day
expr  years and months duration(@"2025-01-31", @"2025-02-28")
gives @"P0M"

case  years and months backwards
expr  years and months duration(@"2016-01-21", @"2015-01-20")
gives @"-P1Y"

case  years and months of moments look at the dates only
expr  years and months duration(@"2024-12-31T23:59:59", @"2026-12-31T00:00:01")
gives @"P2Y"

case  years and months of a date and a moment
expr  years and months duration(@"2017-02-28T23:59:59", @"2019-07-23")
gives @"P2Y4M"

case  years and months by name
expr  years and months duration(to: @"2025-03-01", from: @"2025-01-01")
gives @"P2M"

case  years and months from unknown
expr  years and months duration(d, @"2025-01-01")
with  d = null
gives null
why   input "d" is missing

case  range of numbers
expr  range("[18..21]") = [18..21]
gives true

case  range with open ends
expr  [range("(18..21]"), range("]18..21["), range("[18..21)")]
gives [(18..21], (18..21), [18..21)]

case  range of one side
expr  [range("(..5]"), range("[5..)"), range("(..5)"), range("(5..)")]
gives [(<= 5), (>= 5), (< 5), (> 5)]

case  range as a test
expr  [range("< 5"), range("(>= 5)")]
gives [(< 5), (>= 5)]

case  range with spaces
expr  range(" [ -1.5 .. 3 ] ")
gives [-1.5..3]

case  range of texts
expr  range("[\"a\"..\"c\"]")
gives ["a".."c"]

case  range of dates
expr  range("[@\"2025-01-01\"..date(\"2025-12-31\"))")
gives [@"2025-01-01"..@"2025-12-31")

case  range of moments
expr  range("[date and time(\"2025-01-01T00:00:00\")..@\"2025-12-31T00:00:00\"]")
gives [@"2025-01-01T00:00:00"..@"2025-12-31T00:00:00"]

case  range of times and durations
expr  [range("[time(\"09:00:00\")..@\"17:00:00\"]"), range("[duration(\"P1D\")..@\"P2D\"]"), range("[@\"P1Y\"..@\"P2Y\"]")]
gives [[@"09:00:00"..@"17:00:00"], [@"P1D"..@"P2D"], [@"P1Y"..@"P2Y"]]

case  range by name
expr  range(from: "[1..2]")
gives [1..2]

case  range reads what string writes
expr  for r in [[1..3), (< 5), (!= 5), (>= -1.5), ["a\"b".."c"], [@"2025-01-01"..@"2025-12-31"], [@"PT1H"..@"P2D"], [@"09:00:00Z"..@"17:00:00Z"]] return range(string(r)) = r
gives [true, true, true, true, true, true, true, true]

case  range of no text
expr  range("")
error ERR_VALUE at 1:1
says  "range" cannot read string ""; it must be a range of literals such as [1..3)

case  range upside down
expr  range("[3..1]")
error ERR_VALUE

case  range upside down, lenient
expr  range("[3..1]")
mode  lenient
gives null

case  range of two kinds
expr  range("[1..\"a\"]")
error ERR_VALUE

case  range with a closed end that is not there
expr  range("[..2]")
error ERR_VALUE

case  range with a name
expr  range("[a..b]")
error ERR_VALUE

case  range with null
expr  range("[null..1]")
error ERR_VALUE

case  range with more behind it
expr  range("[1..2] x")
error ERR_VALUE

case  range of unknown
expr  range(s)
with  s = null
gives null
why   input "s" is missing

case  range of moments at midnight
expr  range("[date and time(\"2025-01-01\")..date and time(\"2025-01-02T00:00:00\")]")
gives [@"2025-01-01T00:00:00"..@"2025-01-02T00:00:00"]

case  range of calls that are wrong
expr  for s in ["[date and place(\"2025-01-01\")..@\"2025-01-02\"]", "[date(\"x\")..@\"2025-01-02\"]", "[date and time(\"x\")..@\"2025-01-02\"]", "[days(\"x\")..1]", "[date(2025)..1]", "[@\"x\"..1]", "[@1..2]", "< a", "(< 5", "[1..", "[1..2", "1..2]", "(..)", "[\"\\uZ\"..\"a\"]", "[-..1]"] return range(s)
mode  lenient
gives [null, null, null, null, null, null, null, null, null, null, null, null, null, null, null]

case  years and months backwards with days to spare
expr  years and months duration(@"2016-03-15", @"2016-01-20")
gives @"-P1M"
