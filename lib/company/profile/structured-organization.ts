/** A company as a page's structured data (schema.org) describes it, as written. */
export type StructuredOrganization = {
  name: string | null;
  description: string | null;
  logo: string | null;
  /** One line for each part of the address. */
  address: string | null;
};

type Node = Record<string, unknown>;

const ORGANIZATION =
  /(^|[/:#])(\w*Organization|Corporation|\w*Business|Brand|Store|\w*Store|Restaurant|Bakery|\w*Service|NGO|LegalService|Dentist|Physician|Hotel|OnlineStore)$/;
const MAX_NODES = 500;

/** The company that structured data describes: of several the first with a logo or an address, else the first. */
export function findOrganization(data: readonly unknown[]): StructuredOrganization | null {
  const organizations = nodesIn(data)
    .filter((node) => listOf(node["@type"]).some((type) => typeof type === "string" && ORGANIZATION.test(type)))
    .map(toOrganization)
    .filter(({ name }) => name !== null);
  return organizations.find(({ logo, address }) => logo !== null || address !== null) ?? organizations[0] ?? null;
}

/** Every object, the outer ones first. Without recursion and bounded, because a page may nest as deep as it likes. */
function nodesIn(data: readonly unknown[]): Node[] {
  const nodes: Node[] = [];
  let waiting: unknown[] = [...data];
  while (waiting.length > 0 && nodes.length < MAX_NODES) {
    const next: unknown[] = [];
    for (const value of waiting) {
      if (Array.isArray(value)) next.push(...value.slice(0, MAX_NODES));
      else if (isNode(value)) {
        nodes.push(value);
        next.push(...Object.values(value).filter((member) => typeof member === "object"));
      }
      if (next.length > MAX_NODES || nodes.length >= MAX_NODES) break;
    }
    waiting = next;
  }
  return nodes;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const textOf = (value: unknown): string | null => {
  const [first] = listOf(value);
  return typeof first === "string" && first.trim() !== "" ? first : null;
};

const toOrganization = (node: Node): StructuredOrganization => ({
  name: textOf(node["name"]) ?? textOf(node["legalName"]),
  description: textOf(node["description"]) ?? textOf(node["slogan"]),
  logo: addressIn(node["logo"]),
  address: postalAddress(listOf(node["address"])[0]),
});

function addressIn(image: unknown): string | null {
  const [first] = listOf(image);
  if (!isNode(first)) return textOf(first);
  return textOf(first["url"]) ?? textOf(first["contentUrl"]) ?? textOf(first["@id"]);
}

function postalAddress(address: unknown): string | null {
  if (!isNode(address)) return textOf(address);
  const country = isNode(address["addressCountry"]) ? address["addressCountry"]["name"] : address["addressCountry"];
  const place = [address["postalCode"], address["addressLocality"]].map(textOf).filter(isText).join(" ");
  const parts = [address["streetAddress"], place, address["addressRegion"], country].map(textOf).filter(isText);
  // A country alone is no address to write to.
  return textOf(address["streetAddress"]) !== null && parts.length > 1 ? parts.join("\n") : null;
}

const isText = (text: string | null): text is string => text !== null && text !== "";
