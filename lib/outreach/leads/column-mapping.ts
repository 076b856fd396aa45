import { AppError } from "@/lib/platform/errors";
import { fileError } from "./decode-csv";
import { LEAD_FIELDS, type ColumnMapping, type ColumnTarget, type LeadField } from "./schemas";

/** Header names in use (English, German, French, Spanish), compared as letters and digits only. */
const ALIASES: Record<LeadField, readonly string[]> = {
  email: [
    "email",
    "emailaddress",
    "mail",
    "mailaddress",
    "emailadresse",
    "workemail",
    "businessemail",
    "contactemail",
    "courriel",
    "correo",
    "correoelectronico",
  ],
  first_name: ["firstname", "first", "givenname", "forename", "vorname", "prenom", "nombre"],
  last_name: ["lastname", "last", "surname", "familyname", "nachname", "nomdefamille", "apellido", "apellidos"],
  company: [
    "company",
    "companyname",
    "organization",
    "organisation",
    "organizationname",
    "account",
    "accountname",
    "employer",
    "firma",
    "unternehmen",
    "entreprise",
    "societe",
    "empresa",
  ],
  title: ["title", "jobtitle", "position", "role", "jobposition", "berufsbezeichnung", "funktion", "poste", "cargo"],
  website: [
    "website",
    "url",
    "web",
    "homepage",
    "companywebsite",
    "domain",
    "companydomain",
    "webseite",
    "internetseite",
    "siteweb",
    "sitioweb",
  ],
  notes: ["notes", "note", "comment", "comments", "remarks", "notizen", "notiz", "bemerkung", "bemerkungen", "notas"],
};

const FIELD_OF = new Map(LEAD_FIELDS.flatMap((field) => ALIASES[field].map((alias) => [alias, field] as const)));

const plain = (header: string): string =>
  header
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** A target for each column by its name: the first that fits a field gets it, every other goes to `custom`. */
export function guessMapping(headers: readonly string[]): ColumnTarget[] {
  const taken = new Set<LeadField>();
  return headers.map((header) => {
    const field = FIELD_OF.get(plain(header));
    if (!field || taken.has(field)) return "custom";
    taken.add(field);
    return field;
  });
}

const wrongMapping = (message: string): AppError =>
  new AppError("invalid", message, { code: "lead_mapping.invalid", details: { field: "mapping" } });

function applyMapping(headers: readonly string[], mapping: ColumnMapping): ColumnTarget[] {
  const given = new Map(
    Object.entries(mapping).map(([header, target]) => [header.replace(/\s+/g, " ").trim(), target]),
  );
  const stranger = [...given.keys()].find((header) => !headers.includes(header));
  if (stranger !== undefined)
    throw wrongMapping(`mapping names the column “${stranger.slice(0, 100)}”, which the file does not have.`);
  return headers.map((header) => given.get(header) ?? "custom");
}

/** The target of each column, given or guessed; throws when two columns claim a field or none holds the email. */
export function resolveMapping(headers: readonly string[], mapping?: ColumnMapping): ColumnTarget[] {
  const targets = mapping ? applyMapping(headers, mapping) : guessMapping(headers);
  for (const field of LEAD_FIELDS) {
    const columns = headers.filter((_, index) => targets[index] === field);
    if (columns.length > 1)
      throw wrongMapping(`The columns “${columns.join("” and “")}” both go to ${field}. Choose one of them.`);
  }
  if (targets.includes("email")) return targets;
  const names = headers.slice(0, 10).join(", ");
  throw fileError(
    "email_column_missing",
    `No column holds the email address. Say which one does; the file has: ${names}${headers.length > 10 ? ", …" : ""}.`,
  );
}
