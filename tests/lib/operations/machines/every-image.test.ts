import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PINNED_N8N } from "@/lib/contracts/instance";
import { CADDY_USER } from "@/lib/operations/machines/first-start-scripts";
import { parseStart } from "./machine-start";

const ROOT = join(import.meta.dirname, "../../../..");
const FOLDER = join(ROOT, "sidecar/images");
const services = Object.keys(parseStart().compose.services);

type Instruction = { name: string; words: string };

/** The instructions of a Dockerfile, with continued lines joined. */
const instructionsOf = (service: string): Instruction[] =>
  readFileSync(join(FOLDER, `${service}.Dockerfile`), "utf8")
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name = "", words = ""] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
      return { name, words };
    });

test("each service of a machine has its Dockerfile, and none is left over", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(services.map((service) => `${service}.Dockerfile`).toSorted());
});

test.each(services)("the image of %s stands on exact versions, runs without root and holds no secret", (service) => {
  const instructions = instructionsOf(service);
  const allowed = ["FROM", "WORKDIR", "COPY", "RUN", "USER", "CMD"];
  expect(instructions.filter(({ name }) => !allowed.includes(name))).toEqual([]);
  for (const { words } of instructions.filter(({ name }) => name === "FROM"))
    expect(words).toMatch(/^\S+(:[\w.]*\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})( AS \w+)?$/);
  expect(instructions.findLast(({ name }) => name === "USER")?.words).toMatch(/^(node|10001)$/);
  expect(instructions.map(({ words }) => words).join("\n")).not.toMatch(/token|secret|password|\.env\b/i);
});

test.each(services)("the image of %s copies files that exist and that reach the builder", (service) => {
  const ignored = readFileSync(join(ROOT, ".dockerignore"), "utf8").split("\n");
  const admitted = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  expect(ignored).toContain("*");
  const sources = instructionsOf(service)
    .filter(({ name, words }) => name === "COPY" && !words.startsWith("--from="))
    .flatMap(({ words }) => words.split(" ").slice(0, -1));
  for (const source of sources) {
    expect(existsSync(join(ROOT, source)), source).toBe(true);
    expect(admitted, source).toContain(source);
  }
});

test("the images are those of the versions that this repository is tested with", () => {
  expect(instructionsOf("n8n").map(({ words }) => words)).toContain(`docker.n8n.io/n8nio/n8n:${PINNED_N8N}`);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  expect(instructionsOf("sidecar").at(-1)?.name).toBe("CMD");
  for (const { words } of instructionsOf("sidecar").filter(({ name }) => name === "FROM"))
    expect(words).toContain(`node:${devDependencies.node}-`);
  expect(instructionsOf("caddy").at(-1)).toEqual({ name: "USER", words: String(CADDY_USER) });
});

test("n8n finds its nodes and its hook where the image has them, and the volumes where it may write", () => {
  const { n8n, sidecar } = parseStart().compose.services;
  const copied = instructionsOf("n8n").flatMap(({ name, words }) =>
    name === "COPY" ? [words.split(" ").at(-1) ?? ""] : [],
  );
  expect(copied).toContain(n8n?.environment?.N8N_CUSTOM_EXTENSIONS);
  const hook = n8n?.environment?.EXTERNAL_HOOK_FILES ?? "";
  expect(copied.some((folder) => hook.startsWith(`${folder}/`))).toBe(true);
  expect(existsSync(join(ROOT, "sidecar/n8n/hooks", hook.split("/").at(-1) ?? ""))).toBe(true);
  for (const [service, volumes] of [
    ["n8n", n8n?.volumes],
    ["sidecar", sidecar?.volumes],
  ] as const) {
    const made = instructionsOf(service).find(({ words }) => words.startsWith("mkdir -p "))?.words ?? "";
    const folders = (volumes ?? []).map((volume) => volume.split(":")[1] ?? "");
    for (const folder of folders.filter((one) => one !== "/home/node/.n8n")) expect(made).toContain(folder);
  }
});

test("the sidecar becomes one file as its Dockerfile says, and node can read it", () => {
  const build = instructionsOf("sidecar").find(({ words }) => words.includes("esbuild sidecar"))?.words ?? "";
  const written = `node_modules/.cache/sidecar-image.${process.pid}.mjs`;
  const command = build.replace("--outfile=main.mjs", `--outfile=${written}`);
  expect(command).not.toBe(build);
  const built = spawnSync("sh", ["-c", command], { cwd: ROOT, encoding: "utf8" });
  expect(built.status, built.stderr).toBe(0);
  const run = spawnSync(process.execPath, [join(ROOT, written)], {
    cwd: "/",
    encoding: "utf8",
    env: { NODE_ENV: "test" },
  });
  rmSync(join(ROOT, written), { force: true });
  expect(run.stderr).toContain("The sidecar's environment is incomplete.");
}, 60_000);
