// Dates as people type them, read into the form of a story: 2021-07-14, 2021-07 or 2021. The words are those of the
// server's importers; it reads whole columns, and this one field, in the browser that owns the draft, without a question
// to the server.

import { element } from "./element.js";

/* made: words of dates */
const MONTHS = [
  "jan january janvier janv januar januari janner enero ene gennaio gen janeiro январь января янв يناير جانفي كانونالثاني كانونثاني",
  "feb february fevrier fev fevr februar februari febrero febbraio fevereiro февраль февраля фев февр فبراير فيفري شباط",
  "mar march mars marz maerz mrz maart mrt marzo marco март марта мар مارس اذار",
  "apr april avril avr abril abr aprile апрель апреля апр ابريل افريل نيسان",
  "may mai mei mayo maggio mag maio маи мая مايو ماي ايار",
  "jun june juin juni junio giugno giu junho июнь июня июн يونيو يونية يونيه جوان حزيران",
  "jul july juillet juil juli julio luglio lug julho июль июля июл يوليو يولية يوليه يوليوز جويلية تموز",
  "aug august aout augustus agosto ago август августа авг اغسطس اوت غشت اب",
  "sep sept september septembre septiembre setiembre settembre set setembro сентябрь сентября сен сент سبتمبر شتنبر ايلول",
  "oct october octobre oktober okt octubre ottobre ott outubro out октябрь октября окт اكتوبر تشرينالاول تشريناول",
  "nov november novembre noviembre novembro ноябрь ноября ноя нояб نوفمبر نونبر تشرينالثاني تشرينثاني",
  "dec december decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек ديسمبر دجنبر كانونالاول كانوناول",
];
const PASSED_OVER =
  "mon monday mo lu lundi lun lunes montag lunedi segunda segundafeira maandag понедельник пн الاثنين اثنين tue tues tu tuesday mar mardi martes dienstag martedi terca tercafeira dinsdag вторник вт الثلاثاء ثلاثاء wed weds we mi me wednesday mercredi mer miercoles mie mittwoch mercoledi quarta quartafeira woensdag среда среду ср الاربعاء اربعاء thu thur je ju thurs thursday jeudi jeu jueves jue donnerstag giovedi gio quinta quintafeira donderdag четверг чт الخميس خميس fri friday fr ve vi vendredi ven viernes vie freitag venerdi sexta sextafeira vrijdag пятница пятницу пт الجمعة جمعة sat saturday sa samedi sam sabado samstag sonnabend sabato zaterdag суббота субботу сб السبت sun sunday so dimanche dim domingo dom sonntag domenica zondag воскресенье вс الاحد the of in at le la el de del della di do da das du den der dem am im um ch a as ao les l d en г в во يوم شهر st nd rd th er re eme o tag между vom zum between entre zwischen tra fra tussen بين feira kl о klo oclock ore alle las h ma от и го е date dated year annee an anno ano jahr jahre jahren jahres jaar год года году عام سنة سنه لعام";
const FIRST_SHORT_YEAR = 1969;
/* end of made */
const MAX_TEXT = 60;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)$/;
const YEAR_LAST = /^(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4}|\d\d)$/;
const MONTH_AND_YEAR = /^(\d{1,2})[-/.](\d{4})$/;
const YEAR_AND_MONTH = /^(\d{4})\/(\d{1,2})$/;
const DAYS_OF_ONE_MONTH = /^(\d{1,2})\.?\s?[-–]\s?(\d{1,2}\D.*)$/;
const BETWEEN = /\s(?:to|bis)\s|\s?–\s?|\s-\s/;
const DIGITS_FROM = [0x660, 0x6f0]; // the zeros of Arabic and of Persian

/** @typedef {{ when: string, words: string }} Choice a date, and how it is said */
/** @typedef {{ when?: string, choices?: Choice[] }} Found the date that a text means, or those of which it means one */

const months = new Map(MONTHS.flatMap((names, index) => names.split(" ").map(name => [name, index + 1])));
const passedOver = new Set(PASSED_OVER.split(" "));

/** @param {string} word */
const folded = word =>
  word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * The date that a text means; both dates, where only the person knows which number is the day; nothing for another text,
 * which may still be a date that the story's form has of its own, as in 2021~.
 *
 * @example readDate("14 July 2021") // { when: "2021-07-14" }
 * @example readDate("04/07/2021").choices.map(({ words }) => words) // ["4 July 2021", "7 April 2021"]
 * @param {string} text
 * @returns {Found}
 */
export function readDate(text) {
  const typed = plain(text);
  if (typed.length > MAX_TEXT || !/\d/.test(typed)) return {};
  return one(typed) ?? interval(typed) ?? {};
}

/** @param {string} text */
const plain = text =>
  text
    .replace(/[٠-٩۰-۹]/g, sign => String((sign.codePointAt(0) ?? 0) - DIGITS_FROM[sign < "۰" ? 0 : 1]))
    .replace(/\s+/g, " ")
    .trim();

/**
 * @param {string} text
 * @returns {Found | null}
 */
function one(text) {
  const match = text.match(YEAR_FIRST) ?? text.match(YEAR_LAST);
  if (match?.[1].length === 4) return sure(day(match[1], match[3], match[4]));
  if (match) return either(match[1], match[3], match[4]);
  const [, year, month, last] = text.match(COMPACT) ?? text.match(YEAR_AND_MONTH) ?? [];
  if (year) return sure(day(year, month, last));
  const [, first, after] = text.match(MONTH_AND_YEAR) ?? [];
  if (first) return sure(day(after, first));
  return sure(named(text));
}

/** @param {string | null} when */
const sure = when => (when ? { when } : null);

/**
 * A date of two numbers and a year, of which either may be the day.
 *
 * @param {string} first
 * @param {string} second
 * @param {string} year of two or four digits
 * @returns {Found | null}
 */
function either(first, second, year) {
  const full = year.length === 4 ? year : String(Number(year) + (Number(year) < FIRST_SHORT_YEAR % 100 ? 2000 : 1900));
  const read = new Set([day(full, second, first), day(full, first, second)].filter(when => when !== null));
  const choices = [...read].map(when => ({ when, words: inWords(when) }));
  if (choices.length > 1) return { choices };
  return choices.length ? { when: choices[0].when } : null;
}

/**
 * A date with the name of its month; other words than those that are passed over make a text none.
 *
 * @param {string} text
 */
function named(text) {
  const tokens = text.replace(/(تشرين|كانون) /gu, "$1").match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  const words = tokens.filter(token => !/\d/.test(token)).map(folded);
  const numbers = tokens.filter(token => /\d/.test(token));
  const said = words.filter(word => months.has(word) || !passedOver.has(word));
  if (said.length > 1 && passedOver.has(said[0])) said.shift();
  const month = said.length === 1 ? months.get(said[0]) : undefined;
  const year = numbers.find(number => number.length === 4);
  if (!month || !year || numbers.length > 2) return null;
  const rest = numbers.find(number => number !== year);
  return numbers.length === 2 && rest === undefined ? null : day(year, String(month), rest);
}

/**
 * From one date to another; of 2–4 July 2021 the first has its month and year from the second.
 *
 * @param {string} text
 * @returns {Found | null}
 */
function interval(text) {
  const [, first, last] = text.match(DAYS_OF_ONE_MONTH) ?? [];
  const ends = first ? [last.replace(/^\d+/, first), last] : text.split(BETWEEN);
  const [begin, end] = ends.map(each => one(each.trim())?.when);
  return ends.length === 2 && begin && end && begin < end ? { when: `${begin}/${end}` } : null;
}

/**
 * @param {string} year
 * @param {string} [month]
 * @param {string} [date]
 * @returns {string | null} null where the calendar has no such day
 */
function day(year, month = "1", date) {
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(date ?? 1));
  const iso = at.toISOString().slice(0, 10);
  const wanted = `${year}-${month.padStart(2, "0")}-${(date ?? "1").padStart(2, "0")}`;
  if (iso !== wanted) return null;
  return date === undefined ? iso.slice(0, 7) : iso;
}

/** @param {string} when a day */
const inWords = when =>
  new Date(`${when}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

/**
 * Lets a field take dates as people write them. Where either number may be the day, it asks beside the field which.
 *
 * @param {HTMLInputElement} field
 * @param {() => void} chosen is told when somebody has chosen, and the field has the date
 */
export function dateField(field, chosen) {
  const root = element("span", { class: "dl-which", role: "group", "aria-label": "Which day is meant", hidden: true });
  /** @param {Choice[]} choices */
  const offer = choices => {
    const buttons = choices.map(({ when, words }) => {
      const made = element("button", { type: "button", class: "dl-quiet" }, words);
      made.onclick = () => {
        field.value = when;
        offer([]);
        field.focus();
        chosen();
      };
      return made;
    });
    root.replaceChildren(...(buttons.length ? ["Which day? ", ...buttons] : []));
    root.hidden = !buttons.length;
  };
  // Reads what is in the field.
  const settle = () => {
    const { when, choices = [] } = readDate(field.value);
    if (when) field.value = when;
    offer(choices);
  };
  return { root, settle };
}
