# Names with spaces and signs are found against what is in scope.

case  spaces
expr  aantal kamers * 2
with  aantal kamers = 3
gives 6

case  any white space
expr  aantal   kamers
with  aantal kamers = 3
gives 3

case  the longest name wins
expr  a + b
with  a = 1
with  b = 2
with  a + b = 10
gives 10

case  signs are operators when no name has them
expr  a+b
with  a = 1
with  b = 2
gives 3

case  a hyphen in a name
expr  a-b
with  a-b = 9
gives 9

case  a hyphen between names
expr  a-b
with  a = 1
with  b = 2
gives -1

case  a name that starts with a keyword
expr  for example + 1
with  for example = 4
gives 5

case  a name that holds a keyword
expr  date and time
with  date and time = 3
gives 3

case  a fact named as a built-in leaves it callable
expr  date("2024-01-01") > date
with  date = @"2023-01-01"
gives true

case  letters of any language
expr  größe + 大小
with  größe = 1
with  大小 = 2
gives 3

case  unknown name
expr  leeftyd > 3
with  leeftijd = 3
error ERR_NAME at 1:1
says  Did you mean "leeftijd"?

case  unknown function
expr  strng(1)
error ERR_NAME at 1:1
says  Did you mean "string"?

case  a text without quotes
expr  netwerk = zwak
with  netwerk = "zwak"
error ERR_NAME at 1:11
says  double quotes

case  unknown name, lenient
expr  leeftyd
mode  lenient
gives null
