import type { Clock } from "../time/words";

function formatted(at: Date, clock: Clock, options: Intl.DateTimeFormatOptions): string {
  const zone = clock.zone === undefined ? {} : { timeZone: clock.zone };
  const locale = clock.language === "en" ? "en-GB" : "nb-NO";
  const words = new Intl.DateTimeFormat(locale, { ...options, ...zone }).format(at);
  return words.replaceAll(/,| kl\./g, "");
}

/** `lørdag 28. nov. 08:00`: a rota is read by weekdays. */
export function day_instant(at: Date, clock: Clock): string {
  return formatted(at, clock, {
    weekday: "long",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** `lørdag 28. nov.` */
export function day_name(at: Date, clock: Clock): string {
  return formatted(at, clock, { weekday: "long", day: "numeric", month: "short" });
}

/** `28. nov.` */
export function short_day(at: Date, clock: Clock): string {
  return formatted(at, clock, { day: "numeric", month: "short" });
}

/** `tirsdag 08:00` */
export function weekday_time(at: Date, clock: Clock): string {
  return formatted(at, clock, { weekday: "long", hour: "2-digit", minute: "2-digit" });
}
