// A short news text of our own, to try the page Read with, and the day on which it would have been published.

export const PUBLISHED = "2020-11-03";
export const TEXT = `GHADAMES, Libya – Officers of Libya's two camps sat down at one table on Monday in Ghadames, an oasis town some 465 km southwest of Tripoli. Three days of talks are planned, and a United Nations envoy is in the room.

No such meeting had been held inside the country since April 2019, when forces from the east marched on the capital. In September the two sides talked in Morocco, Egypt and Switzerland. A ceasefire followed on 23 October.

"The road here is long," said one officer from Benghazi, which lies 650 km east of Tripoli. Others flew in from Sabha, about 900 km south of Tripoli, or came by way of Derj, a two-hour drive from Ghadames. Florence Carter, who watches the talks for a research group in Cambridge, called the choice of the town clever: it is close to both Algeria and Tunisia, and far from everybody's guns.

What was said on the first day, nobody would tell. The politicians are to meet in Tunis on 9 November.
`;
