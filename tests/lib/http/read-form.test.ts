import { expect, test } from "vitest";
import { FORM_LIMIT_BYTES, readForm } from "@/lib/http/read-form";

const request = (body: BodyInit, headers: Record<string, string> = {}): Request =>
  new Request("http://localhost/x", { method: "POST", body, headers });

const raw = (text: string): Request => request(text, { "content-type": "multipart/form-data; boundary=B" });

test("texts and a file with its name and exact bytes", async () => {
  const form = new FormData();
  form.set("workspace_id", "w1");
  form.set("file", new File([new Uint8Array([0, 255, 10])], "leads 🚀.csv"));
  expect(await readForm(request(form))).toEqual({
    workspace_id: "w1",
    file: { name: "leads 🚀.csv", bytes: new Uint8Array([0, 255, 10]) },
  });
});

test.each(["application/json", "multipart/form-data", "multipart/mixed; boundary=x"])("%s is 415", async (type) => {
  await expect(readForm(request("{}", { "content-type": type }))).rejects.toMatchObject({ code: "body.not_form" });
});

test.each(["", "--B\r\n", '--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf', "no form at all"])(
  "a form that was cut off is 400: %j",
  async (text) => {
    await expect(readForm(raw(text))).rejects.toMatchObject({ kind: "invalid", code: "body.invalid" });
  },
);

test("a field named twice is refused, and so is a text that cannot be stored", async () => {
  const twice = new FormData();
  twice.append("workspace_id", "one");
  twice.append("workspace_id", "two");
  await expect(readForm(request(twice))).rejects.toMatchObject({ message: "The form names workspace_id twice." });
  const unstorable = new FormData();
  unstorable.set("name", "a\0b");
  await expect(readForm(request(unstorable))).rejects.toMatchObject({ code: "body.invalid" });
});

test("prototype keys are fields like any other", async () => {
  const form = new FormData();
  form.set("__proto__", "polluted");
  const fields = await readForm(request(form));
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  expect(Object.keys(fields)).toEqual(["__proto__"]);
});

test("more than 30 MiB is 413", async () => {
  const declared = {
    "content-type": "multipart/form-data; boundary=B",
    "content-length": String(FORM_LIMIT_BYTES + 1),
  };
  await expect(readForm(request("--B--", declared))).rejects.toMatchObject({ kind: "too_large" });
});
