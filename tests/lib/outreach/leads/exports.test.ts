import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { previewCsv } from "@/lib/outreach/leads/preview-csv";
import type { Lead, UploadedFile } from "@/lib/outreach/leads/schemas";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const FOLDER = join(import.meta.dirname, "../../../fixtures/exports");
const fileOf = (name: string, bytes = readFileSync(join(FOLDER, name))): UploadedFile => ({ name, bytes });

async function imported(file: UploadedFile) {
  const ctx = world.ctx(await world.workspace());
  const preview = await previewCsv(ctx, { file });
  const result = await importLeads(ctx, { file });
  const { data } = await listLeads(ctx, { limit: 100, sort: "email" });
  const found = (email: string): Lead | undefined => data.find((lead) => lead.email === email);
  expect(result).toMatchObject({ stopped: preview.stopped, held: preview.held });
  return { preview, result, found };
}

type Facts = Partial<Pick<Lead, "first_name" | "last_name" | "company" | "title" | "website">>;
const CASES: readonly [string, string, Facts, Record<string, string>][] = [
  [
    "apollo.csv",
    "ines.fabre@cargolux-nord.example",
    { first_name: "Ines", last_name: "Fabre", company: "Cargolux Nord GmbH", title: "Head of Operations" },
    { linkedin: "http://www.linkedin.com/in/ines-fabre", location: "Hamburg, Germany" },
  ],
  [
    "hubspot.csv",
    "ada.okafor@tidewater.example",
    { first_name: "Ada", last_name: "Okafor", company: "Tidewater Robotics", title: "Director of Operations" },
    { phone: "+44 20 7946 0000" },
  ],
  [
    "instantly.csv",
    "nina@fjord.example",
    { first_name: "Nina", last_name: "Berg", company: "Fjord Foods", website: "fjord.example" },
    { phone: "+47 22 00 00 00" },
  ],
  [
    "smartlead.csv",
    "ugo@portoni.example",
    { first_name: "Ugo", last_name: "Neri", company: "Portoni SRL", website: "https://portoni.example" },
    { linkedin: "https://www.linkedin.com/in/ugo-neri", location: "Milano, Italy" },
  ],
  [
    "evaboot.csv",
    "emilie@portlink.example",
    { first_name: "Émilie", last_name: "Durand", company: "PortLink SAS", title: "VP Sales" },
    { linkedin: "https://www.linkedin.com/in/emilie-durand" },
  ],
  [
    "phantombuster.csv",
    "zoe@xn--krcherlog-v2a.example",
    { first_name: "Zoë", last_name: "Kärcher", company: "Kärcher Log GmbH", title: "Leiterin Einkauf" },
    { location: "Stuttgart, Germany" },
  ],
  [
    "linkedin-connections.csv",
    "amara@northbeam.example",
    { first_name: "Amara", last_name: "Nwosu", company: "Northbeam", title: "Founder, CEO", website: null },
    { linkedin: "https://www.linkedin.com/in/amara-nwosu" },
  ],
  [
    "google-contacts.csv",
    "carla@mendez.example",
    { first_name: "Carla", last_name: "Mendez", company: "Mendez y Hijos", title: "Gerente" },
    { phone: "+34 600 000 000" },
  ],
  [
    "google-contacts-old.csv",
    "dina@roth.example",
    { first_name: "Dina", last_name: "Roth", company: "Roth AG", title: "Inhaberin" },
    { phone: "+41 44 000 00 00" },
  ],
  [
    "excel-windows-1252.csv",
    "zoe@cafe.example",
    { first_name: "Zoë", last_name: "L’Été", company: "Café “Noir” – 50 €", title: "Chef" },
    {},
  ],
];

test.each(CASES)("%s is mapped by itself", async (name, email, facts, extras) => {
  const { found, preview } = await imported(fileOf(name));
  expect(preview.problem).toBeNull();
  expect(found(email)).toMatchObject({ ...facts, custom: extras });
});

test.each([
  ["apollo.csv", { "tom@sturm.example": "replied", "bea@havn.example": "bounced", "max@otto.example": "opted_out" }, 1],
  ["hubspot.csv", { "lars@nordhub.example": "opted_out", "ole@vik.example": "bounced" }, 0],
  [
    "instantly.csv",
    { "paul@gone.example": "opted_out", "rita@answer.example": "replied", "sam@bounce.example": "bounced" },
    0,
  ],
  [
    "smartlead.csv",
    { "vera@out.example": "opted_out", "wim@reply.example": "replied", "xia@ooo.example": "active" },
    0,
  ],
  ["evaboot.csv", { "yann@riskier.example": "active" }, 1],
])("of %s, people who stopped the tool it comes from are counted and not emailed", async (name, statuses, held) => {
  const { found, preview } = await imported(fileOf(name));
  for (const [email, status] of Object.entries(statuses))
    expect([email, found(email)?.status]).toEqual([email, status]);
  const stopped = Object.values(statuses).filter((status) => status !== "active").length;
  expect(preview).toMatchObject({ stopped, held });
});

const CASE = "E-Mail;Name;Firma\nsue@case.example;Zoë Kärcher;Grün & Co\n";
test.each([
  ["UTF-8", Buffer.from(CASE)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${CASE}`)],
  ["UTF-16 with a mark", Buffer.from(`\uFEFF${CASE}`, "utf16le")],
  ["UTF-16 without a mark", Buffer.from(CASE, "utf16le")],
  ["UTF-16, the other way round", Buffer.from(`\uFEFF${CASE}`, "utf16le").swap16()],
  ["Windows-1252", Buffer.from(CASE, "latin1")],
  ["tabs", Buffer.from(CASE.replaceAll(";", "\t"))],
  ["bars", Buffer.from(CASE.replaceAll(";", "|"))],
  ["line ends of old Macs", Buffer.from(CASE.replaceAll("\n", "\r"))],
  ["a sep= line", Buffer.from(`sep=;\r\n${CASE}`)],
  ["a sep= line behind a mark", Buffer.from(`\uFEFFsep=;\n${CASE}`)],
  ["notes above the names", Buffer.from(`Exported on Monday\nby Maya; for the fair, in Bonn\n\n${CASE}`)],
  ["names with the other sign in them", Buffer.from(CASE.replace("Name", "Name, Vorname"))],
])("%s is read as it is", async (_, bytes) => {
  const { found } = await imported(fileOf("leads.csv", bytes));
  expect(found("sue@case.example")).toMatchObject({ first_name: "Zoë", last_name: "Kärcher", company: "Grün & Co" });
});

test.each(["\r\n,\n", "\n,\r\n", "\r,\n", "\r\n,\r", "\n,\r"])(
  "rows that end with %j in turns are all there",
  async (ends) => {
    const [first = "", second = ""] = ends.split(",");
    const people = Array.from({ length: 6 }, (_, i) => `p${i}@case.example,P${i}${i % 2 ? first : second}`);
    const { result, found } = await imported(
      fileOf("leads.csv", Buffer.from(`Email,First Name${first}${people.join("")}`)),
    );
    expect(result).toMatchObject({ imported: 6, refused: 0 });
    for (let i = 0; i < 6; i += 1) expect(found(`p${i}@case.example`)?.first_name).toBe(`P${i}`);
  },
);

test("a file without names of columns is read by its cells", async () => {
  const { found, result } = await imported(
    fileOf("leads.csv", Buffer.from("Ann,ann@case.example\nBob,bob@case.example\n")),
  );
  expect(result.imported).toBe(2);
  expect(found("ann@case.example")?.custom).toEqual({ "Column A": "Ann" });
});

test.each([
  ["a workbook", Buffer.from("504b03041400060008000000", "hex"), "lead_file.workbook"],
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452000000ff00fe", "hex"), "lead_file.encoding"],
  [
    "damaged UTF-8",
    Buffer.concat([Buffer.from("email,name\na@x.co,Zoë Jörn Größe "), Buffer.from([0xc3, 0x0a])]),
    "lead_file.encoding",
  ],
])("%s is refused", async (_, bytes, code) => {
  await expect(imported(fileOf("x", bytes))).rejects.toMatchObject({ code });
});
