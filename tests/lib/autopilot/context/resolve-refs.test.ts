import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { resolveRefs } from "@/lib/autopilot/context/resolve-refs";
import { createMailWorld, type MailWorld } from "../../../factories/mail-world";

let world: MailWorld;
beforeAll(async () => {
  world = await createMailWorld();
});
afterAll(() => world.close());

const refsIn = (text: string): string[] => [...text.matchAll(/ \[([a-z]:[^\]\s]+)\]/g)].map(([, ref = ""]) => ref);

test("every reference resolves in this company, and none of them in another one", async () => {
  const company = await world.company();
  const { owner, projectId, stranger } = company;
  const to = await world.address(company);
  const message = [
    "From: zoe@example.com",
    `To: ${to}`,
    "Subject: A question",
    `Message-ID: <${randomUUID()}@x>`,
    "",
    "Hello",
  ];
  await world.deliver(message.join("\r\n"), to);
  await world.work(company);
  await proposeAction(owner, {
    projectId,
    action_type: "email.send",
    payload: { to: ["lena@example.com"], subject: "Hello", text: "A call?" },
  });
  const { text } = await assembleCompanyContext(owner, { projectId, purpose: "chat" });
  const refs = [...new Set(refsIn(text))];
  expect(new Set(refs.map((ref) => ref[0]))).toEqual(new Set(["e", "a", "m", "k", "c"]));
  const resolved = await resolveRefs(owner, {
    projectId,
    refs: [...refs, "e:999999999", "a:0123456789", "x:1", "a:%"],
  });
  expect(resolved.map(({ ref }) => ref).toSorted()).toEqual(refs.toSorted());
  const rows = refs.filter((ref) => !/^[kc]:/.test(ref));
  expect(await resolveRefs(stranger, { projectId, refs: rows })).toEqual([]);
});
