import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findLayout } from "@/lib/outreach/leads/find-layout";
import { parseCsv, type CsvRow } from "@/lib/outreach/leads/parse-csv";

const rowsOf = async (content: string | Buffer): Promise<CsvRow[]> => (await parseCsv(Buffer.from(content))).rows;

describe("delimiter", () => {
  test.each([
    ["email,name\n", ","],
    ["email;name;company, city\n", ";"],
    ["email\tname\n", "\t"],
    ['"a,b,c,d";email\n', ";"],
    ['"line one\nwith, comma";email\n', ";"],
    ["email\n", ","],
    ["E-Mail;Name, Vorname;PLZ, Ort\r\nsue@case.example;Berg, Sue;20095, Hamburg\r\n", ";"],
    ["Email,Notes\na@case.example,one; two; three; four\n", ","],
    ['"'.repeat(60_001), ","],
  ])("of file %#", (text, delimiter) => {
    expect(findLayout(text).delimiter).toBe(delimiter);
  });
});

describe("encoding", () => {
  test.each([
    ["UTF-8", Buffer.from("email,name\na@x.co,Zoë 🚀\n")],
    ["UTF-8 with a byte order mark", Buffer.from("\uFEFFemail,name\na@x.co,Zoë 🚀\n")],
    ["UTF-16 with a byte order mark", Buffer.from("\uFEFFemail\tname\na@x.co\tZoë 🚀\n", "utf16le")],
  ])("%s is read", async (_name, content) => {
    expect(await parseCsv(content)).toMatchObject({
      headers: ["email", "name"],
      rows: [{ row: 2, cells: ["a@x.co", "Zoë 🚀"] }],
    });
  });

  test("damaged UTF-8 is refused with its line", async () => {
    const damaged = Buffer.concat([Buffer.from("email,name\na@x.co,Zoë Größe\nb@x.co,"), Buffer.from([0xc3, 0x0a])]);
    await expect(parseCsv(damaged)).rejects.toMatchObject({
      code: "lead_file.encoding",
      message: expect.stringContaining("line 3 "),
    });
    await expect(parseCsv(Buffer.from([0xff, 0xfe, 0x00, 0xd8]))).rejects.toMatchObject({ code: "lead_file.encoding" });
  });

  test("characters of several bytes survive wherever the file is cut", async () => {
    const name = "🚀é漢".repeat(20_000);
    const [row] = await rowsOf(`email,name\na@x.co,${name}\n`);
    expect(row?.cells[1]).toBe(name);
  });
});

describe("rows", () => {
  test("are numbered as a spreadsheet does: empty ones count, a quoted line break does not", async () => {
    const rows = await rowsOf('\nemail,notes\na@x.co,"one\ntwo"\n\n,,\nb@x.co,\r\nc@x.co,"say ""hi"""');
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual(
      [
        [3, "a@x.co"],
        [6, "b@x.co\r"],
        [7, "c@x.co"],
      ].map(([row, email]) => [row, String(email).trim()]),
    );
    expect(rows[2]?.cells[1]).toBe('say "hi"');
  });

  test("stray quotes are text", async () => {
    const rows = await rowsOf('email,name\na@x.co,John "J" Doe\nb@x.co,"Jo" Doe\n');
    expect(rows.map(({ cells }) => cells[1])).toEqual(['John "J" Doe', '"Jo" Doe']);
  });

  test("a written CSV is read back", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", " ", '"', ",", ";", "\n", "é", "=") });
    const quoted = (cells: string[]): string => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (table) => {
        const rows = await rowsOf(["key,a,b", ...table.map((cells) => quoted(["k", ...cells]))].join("\n"));
        expect(rows.map(({ cells }) => cells.slice(1))).toEqual(table);
      }),
      { numRuns: 50 },
    );
  });
});

test("columns without a name, and two of one name, get names of their own", async () => {
  const { headers } = await parseCsv(Buffer.from("email, ,Tag,Tag\na@x.co,1,2,3\n"));
  expect(headers).toEqual(["email", "Column B", "Tag", "Tag (2)"]);
});

test("too many lines end in a clear error, also when they are empty", async () => {
  await expect(parseCsv(Buffer.from(`email\n${"\n".repeat(100_001)}`))).rejects.toMatchObject({
    code: "lead_file.too_many_lines",
  });
});

test("other work goes on while a large file is read", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await parseCsv(Buffer.from(`email,notes\n${`a@x.co,${"n".repeat(600)}\n`.repeat(30_000)}`));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(20);
});
