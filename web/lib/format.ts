/** `1,840`: the same in every browser. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `3 of 41`: a number never goes without what it is counted from. */
export function outOf(part: number, whole: number): string {
  return `${count(part)} of ${count(whole)}`;
}

/** `1 week`, `3 weeks`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `2026-03-14 17:02 UTC`; what is no instant stays as it is. */
export function moment(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):(\d{2})(?:\.\d+)?Z$/.exec(text);
  if (parts === null) return text;
  const [, date = "", time = "", seconds = "00"] = parts;
  return `${date} ${time}${seconds === "00" ? "" : `:${seconds}`} UTC`;
}

/** `14 Mar`. */
export function shortDay(text: string): string {
  const [, month = "", date = ""] = text.slice(0, 10).split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `account_count` as a person reads it. */
export function factName(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `95 %` of decimal text between 0 and 1; tiny and nearly sure ones are not rounded away. */
export function percent(decimal: string): string {
  const value = Number(decimal) * 100;
  if (value > 0 && value < 1) return "< 1 %";
  if (value > 99 && value < 100) return "> 99 %";
  return `${Math.round(value)} %`;
}

/** The first letter in upper case. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
