"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"), for regular expressions."""

#: Between brackets: = + - @, the true minus, and all that compatibility (NFKC, Unicode 14) makes one of them.
SIGNS = (
    r"=+\-@"
    "\u2212\u207a\u207b\u207c\u208a\u208b\u208c\u2a75\u2a76\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
)
#: Between brackets: what shows nothing, and may be dropped before such a sign: white space, controls, format characters
#: (general categories Z, Cc and Cf of Unicode 14), and what is ignored by default (Default_Ignorable_Code_Point) or
#: blank all the same: fillers, joiners, variation selectors, the empty Braille pattern.
UNSEEN = (
    "\\s\x00-\x20\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u1680\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U00013438"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
)
