const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const STEP = 1000;

export function bytes_words(bytes: number, language: string): string {
  let amount = bytes;
  let index = 0;
  while (amount >= STEP && index < UNITS.length - 1) {
    amount /= STEP;
    index += 1;
  }
  const unit = UNITS[index] ?? "byte";
  const options = { style: "unit", unit, maximumSignificantDigits: 3 } as const;
  return new Intl.NumberFormat(language === "en" ? "en-GB" : "nb-NO", options).format(amount);
}
