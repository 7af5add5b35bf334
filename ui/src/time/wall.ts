// Times as an input for day and time has them: `2026-11-23T08:30`, in the units' zone.
import { day_of, instant_of, is_day, time_of } from "./zone";

/** Empty where there is no such instant. */
export function wall_of(instant: string | undefined, zone: string): string {
  const at = new Date(instant ?? "");
  return Number.isNaN(at.getTime()) ? "" : `${day_of(at, zone)}T${time_of(at, zone)}`;
}

/** The instant at which the wall's clock shows this; nothing where no whole time stands there. */
export function instant_at(wall: string, zone: string): string | undefined {
  const [day = "", time = ""] = wall.split("T");
  if (!is_day(day) || !/^\d\d:\d\d/.test(time)) return undefined;
  const at = instant_of(day, time.slice(0, 5), zone);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace(".000Z", "Z");
}
