# Temporal functions: is, day of year, day of week, month of year, week of year, now, today.

case  day of year
expr  [day of year(@"2025-01-01"), day of year(@"2025-12-31"), day of year(@"2024-12-31")]
gives [1, 365, 366]

case  day of year of a moment
expr  day of year(@"2019-09-17T23:00:00")
gives 260
type  number

case  day of year by name
expr  day of year(date: @"2019-09-17")
gives 260

case  day of year of a text
expr  day of year("2019-09-17")
error ERR_TYPE at 1:1
says  "day of year" needs date or date and time for "date", not string

case  day of year of unknown
expr  day of year(d)
with  d = null
gives null
why   input "d" is missing

case  day of week
expr  for i in 0..6 return day of week(@"2025-03-03" + duration("P1D") * i)
gives ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

case  day of week by name
expr  day of week(date: @"2019-09-17")
gives "Tuesday"
type  string

case  month of year
expr  for i in 0..11 return month of year(@"2025-01-31" + duration("P1M") * i)
gives ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]

case  month of year by name
expr  month of year(date: @"2019-09-17T10:10:10")
gives "September"

case  week of year at the turn of the year
expr  for d in ["2003-12-29", "2005-01-01", "2010-01-01", "2025-12-29", "2024-12-30"] return week of year(date(d))
gives [1, 53, 53, 1, 1]

case  week of year by name
expr  week of year(date: @"2019-09-17")
gives 38

case  week of year of unknown
expr  week of year(d)
with  d = null
gives null
why   input "d" is missing

case  is the very same
expr  [is(1, 1.0), is("a", "a"), is(@"2025-01-01", @"2025-01-01"), is([1, 2], [1, 2])]
gives [true, true, true, true]

case  is another value
expr  [is(1, 2), is(1, "1"), is(@"P0Y", @"P0D"), is(@"2025-01-01", @"2025-01-01T00:00:00")]
gives [false, false, false, false]

case  is a time with the same offset
expr  is(@"23:00:50Z", @"23:00:50+00:00")
gives true

case  is not a time with another zone
expr  [is(@"23:00:50", @"23:00:50Z"), is(@"23:00:50@Etc/GMT", @"23:00:50Z"), is(@"20:00:00+00:00", @"21:00:00+01:00")]
gives [false, false, false]

case  is not a moment in another zone
expr  is(@"2025-01-01T12:00:00Z", @"2025-01-01T13:00:00+01:00")
gives false

case  is a moment in the same zone
expr  is(@"2025-01-01T12:00:00@Europe/Amsterdam", @"2025-01-01T12:00:00@Europe/Amsterdam")
gives true

case  is null null
expr  is(null, null)
gives true

case  is a value null
expr  is(1, null)
gives false

case  is by name
expr  is(value2: 1, value1: 1)
gives true
type  boolean

case  now
expr  now()
gives @"2025-03-01T12:00:00Z"
type  date and time

case  today
expr  today()
gives @"2025-03-01"
type  date

case  now takes no arguments
expr  now(1)
error ERR_TYPE at 1:1
says  "now" cannot be called with 1 argument

case  today takes no arguments, lenient
expr  today(1)
mode  lenient
gives null

case  onbekend gives a reason
expr  onbekend("parameters.tarief")
gives null
why   input "parameters.tarief" is missing

case  onbekend of what is computed
expr  onbekend("parameters." + a)
with  a = "was"
gives null
why   input "parameters.was" is missing

case  onbekend joins other reasons
expr  onbekend("tarief") * uren
with  uren = null
gives null
why   input "tarief" is missing, input "uren" is missing

case  onbekend by name
expr  onbekend(feit: "tarief")
gives null
why   input "tarief" is missing
