import type { Figure } from "./schemas";

const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

const whole = (value: number, digits: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

function money({ value, unit, payments }: Figure): string {
  const amount = new Intl.NumberFormat("en-US", { style: "currency", currency: unit }).format(value);
  return payments === undefined ? amount : `${amount} (${payments} ${payments === 1 ? "payment" : "payments"})`;
}

/** A figure as every text shows it: money with the number of its payments, and "not measured" where no event of its kind was ever seen. */
export function formatFigure(figure: Figure): string {
  const { value, unit, measured } = figure;
  if (!measured) return "not measured";
  if (isCurrency(unit)) return money(figure);
  if (unit === "percent") return `${value.toLocaleString("en-US", { maximumFractionDigits: 1 })} %`;
  const number = Number.isInteger(value)
    ? whole(value, 0)
    : value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  return unit === "count" ? number : `${number} ${unit}`;
}
