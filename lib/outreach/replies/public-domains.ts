const PROVIDERS =
  "gmail googlemail outlook hotmail live msn yahoo ymail aol icloud me mac proton protonmail gmx web t-online freenet mail posteo orange wanadoo free laposte sfr bbox libero virgilio tiscali alice ziggo kpnmail planet xs4all hetnet telfort terra telefonica movistar hotmail.co jubii sol fastmail zoho yandex tutanota hey comcast verizon att sbcglobal btinternet";
const NAMES = new Set(PROVIDERS.split(" "));

/** Whether people of different companies share this email domain, as those of Gmail or GMX do. */
export function isPublicDomain(domain: string): boolean {
  const labels = domain.toLowerCase().split(".");
  const name = labels.at(-2) === "co" || labels.at(-2) === "com" ? labels.at(-3) : labels.at(-2);
  return name !== undefined && NAMES.has(name);
}
