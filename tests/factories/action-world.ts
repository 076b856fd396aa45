import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { hostedName } from "@/lib/company/publishing/asset-site";
import { env } from "@/lib/platform/env";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../fakes/github";
import { fakeMeta, META_TOKEN, type FakeMeta } from "../fakes/meta";
import { uploaded } from "./assets";
import { campaignIn } from "./campaigns";
import { carriedOut } from "./carried-out";
import { createMailWorld, rawMail, type MailWorld } from "./mail-world";
import type { Company } from "./test-world";

type Payload = Record<string, unknown>;
export type Sample = {
  /** A payload that can be carried out now. */
  payload: () => Promise<Payload>;
  /** Makes the claim of that payload untrue. */
  spoil: (payload: Payload) => Promise<unknown>;
};
export type ActionWorld = {
  world: MailWorld;
  company: Company;
  /** One of each kind of action that a company has. */
  samples: Record<string, Sample>;
  close(): Promise<void>;
};
type Parts = { world: MailWorld; company: Company; github: FakeGithub; meta: FakeMeta };

/** A company whose accounts are connected to vendors that work, with a sample of each kind of action. */
export async function createActionWorld(): Promise<ActionWorld> {
  const [github, meta] = await Promise.all([fakeGithub(), fakeMeta()]);
  const world = await createMailWorld({
    LOCAL_MODE: "true",
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    GITHUB_API_URL: github.url,
    META_API_URL: meta.url,
  });
  const company = await world.company();
  const { owner, projectId } = company;
  const of = { projectId, enabled: true };
  await saveIntegration(owner, { ...of, provider: "github", config: { token: GITHUB_TOKEN, owner: "acme" } });
  const config = { access_token: META_TOKEN, ad_account_id: "act_1" };
  await saveIntegration(owner, { ...of, provider: "meta", config });
  const parts = { world, company, github, meta };
  return {
    world,
    company,
    samples: {
      ...emailsOf(parts),
      ...campaignsOf(parts),
      ...repositoriesOf(parts),
      ...adsOf(parts),
      ...sitesOf(parts),
    },
    close: async () => {
      await world.close();
      await Promise.all([github.close(), meta.close()]);
    },
  };
}

const outbox = (): string => join(env().GREENLIGHT_HOME, "outbox");
async function changeEmail(word: string): Promise<void> {
  const names = (await readdir(outbox())).filter((name) => name.endsWith(".eml"));
  for (const name of names) {
    const text = await readFile(join(outbox(), name), "utf8");
    if (text.includes(word)) await writeFile(join(outbox(), name), text.replace(word, "Never"));
  }
}
const emailsOf = ({ world, company }: Parts): Record<string, Sample> => ({
  "email.send": {
    payload: async () => ({
      to: ["lena@customer.example"],
      cc: ["ann@customer.example"],
      subject: "A call",
      text: "Monday?",
    }),
    spoil: () => changeEmail("Monday"),
  },
  "email.reply": {
    payload: async () => {
      const to = await world.address(company);
      await world.deliver(rawMail({ to }), to);
      await world.work(company);
      const [thread] = (await listMailThreads(company.owner, { projectId: company.projectId, limit: 1 })).data;
      return { thread_id: thread?.id, text: "Twenty euros." };
    },
    spoil: () => changeEmail("Twenty"),
  },
});

function campaignsOf({ world, company }: Parts): Record<string, Sample> {
  const sample = (before: "active" | "paused"): Sample => ({
    payload: async () => ({ campaign_id: (await campaignIn(world, company, before)).campaignId }),
    spoil: ({ campaign_id: id }) => world.admin.query("update campaigns set status = $2 where id = $1", [id, before]),
  });
  return { "campaign.activate": sample("paused"), "campaign.pause": sample("active") };
}

const FILES = [{ path: "docs/hello.md", content: "Hello" }];
function repositoriesOf({ github }: Parts): Record<string, Sample> {
  let made = 0;
  const repository = (): string => {
    const name = `acme/site-${++made}`;
    github.push(name, "main", { "README.md": "hello" });
    return name;
  };
  const sneakIn = async (name: string): Promise<void> => {
    const at = github.repository(name);
    const commit = at.commits.get(at.refs.get("main") ?? "");
    at.trees.get(commit?.tree ?? "")?.set("sneaked-in.md", "0".repeat(40));
  };
  return {
    "repository.commit": {
      payload: async () => ({ repository: repository(), message: "Say hello", files: FILES }),
      spoil: (payload) => sneakIn(String(payload["repository"])),
    },
    "repository.pull_request": {
      payload: async () => ({ repository: repository(), branch: "greenlight/hello", title: "Hello", files: FILES }),
      spoil: async (payload) =>
        Object.assign(github.repository(String(payload["repository"])).pulls[0] ?? {}, { base: "release" }),
    },
  };
}

const adsOf = ({ meta }: Parts): Record<string, Sample> => ({
  "ads.campaign_create": {
    payload: async () => ({
      name: "Launch",
      objective: "leads",
      budget_cents: 50_000,
      currency: "EUR",
      starts_at: "2026-12-01T00:00:00Z",
      ends_at: "2026-12-15T00:00:00Z",
    }),
    spoil: async () => Object.assign([...meta.campaigns.values()].at(-1) ?? {}, { lifetime_budget: "50001" }),
  },
});

const PRICES = Buffer.from(`plan;price\n${"Starter;19\nTeam;49\n".repeat(20)}`);
/** Replaces a file of the version that a site serves now, or adds it, and what the site says of that version. */
async function serve(
  site: string,
  { path, content, says = {} }: { path: string; content: string; says?: object },
): Promise<void> {
  const folder = join(env().GREENLIGHT_HOME, "sites", site);
  const current = JSON.parse(await readFile(join(folder, "current.json"), "utf8")) as { deployment: string };
  await writeFile(join(folder, "deployments", current.deployment, "files", path), content);
  await writeFile(join(folder, "current.json"), JSON.stringify({ ...current, ...says }));
}
function sitesOf({ world, company }: Parts): Record<string, Sample> {
  let written = 0;
  const upload = async (): Promise<{ asset_id: string; sha256: string }> => {
    const bytes = Buffer.concat([PRICES, Buffer.from(`Plan ${++written};1\n`)]);
    const { assetId } = await uploaded(world, company, { name: "prices.csv", bytes, contentType: "text/csv" });
    return { asset_id: assetId, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const siteOf = ({ asset_id: id }: Payload): string => hostedName(String(id), company.projectId);
  return {
    "website.deploy": {
      payload: async () => ({ files: [{ path: "index.html", content: "<h1>Hello</h1>" }] }),
      spoil: () =>
        serve(`website-${company.projectId.replaceAll("-", "")}`, {
          path: "index.html",
          content: "<h1>Another</h1>",
          says: { marker: "0".repeat(64) },
        }),
    },
    "asset.publish": {
      payload: upload,
      spoil: (payload) =>
        serve(siteOf(payload), { path: "prices.csv", content: PRICES.toString().replace("19", "91") }),
    },
    "asset.unpublish": {
      payload: async () => {
        const { asset_id, sha256 } = await upload();
        await carriedOut(company, "asset.publish", { asset_id, sha256 });
        return { asset_id };
      },
      spoil: (payload) => serve(siteOf(payload), { path: "prices.csv", content: PRICES.toString() }),
    },
  };
}
