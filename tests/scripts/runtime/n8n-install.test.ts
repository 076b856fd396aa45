import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ensureN8nInstalled, n8nInstallDir } from "@/scripts/runtime/n8n-install";

let root: string;
let packageDir: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "greenlight-install-"));
  packageDir = join(root, "package");
  mkdirSync(packageDir);
  writeFileSync(join(packageDir, "package.json"), '{"dependencies":{"n8n":"9.9.9"}}');
  writeFileSync(join(packageDir, "package-lock.json"), '{"packages":{"":{},"node_modules/n8n":{}}}');
  mkdirSync(join(root, "bin"));
  vi.stubEnv("XDG_CACHE_HOME", join(root, "cache"));
  vi.stubEnv("PATH", `${join(root, "bin")}:${process.env.PATH}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** The registry cannot be reached in a test: an npm that does what `script` says and counts its runs. */
function npm(script: string): void {
  const path = join(root, "bin", "npm");
  writeFileSync(path, `#!/bin/sh\necho run >> "${root}/runs"\n${script}\n`);
  chmodSync(path, 0o755);
}
const INSTALL = "mkdir -p node_modules/n8n/bin && echo n8n > node_modules/n8n/bin/n8n";
const runs = (): number => readFileSync(join(root, "runs"), "utf8").trim().split("\n").length;
const install = (onProgress: (line: string) => void = () => undefined): Promise<string> =>
  ensureN8nInstalled({ packageDir, onProgress });

describe("ensureN8nInstalled", () => {
  test("installs once into a folder named by version and lockfile, and says what it does", async () => {
    npm(INSTALL);
    const lines: string[] = [];
    const folder = await install((line) => lines.push(line));
    expect(folder).toMatch(/cache\/greenlight\/n8n-9\.9\.9-[0-9a-f]{12}$/);
    expect(lines.join("\n")).toContain("installing n8n");
    expect(await install()).toBe(folder);
    expect(runs()).toBe(1);
    writeFileSync(join(packageDir, "package-lock.json"), '{"packages":{}}');
    expect(n8nInstallDir(packageDir)).not.toBe(folder);
  });

  test("two at once: one installs, the other waits, says so, and finds it done", async () => {
    npm(`sleep 0.7; ${INSTALL}`);
    const lines: string[] = [];
    const [first, second] = await Promise.all([
      install((line) => lines.push(line)),
      install((line) => lines.push(line)),
    ]);
    expect(second).toBe(first);
    expect(runs()).toBe(1);
    expect(lines.filter((line) => line.startsWith("waiting for another process"))).not.toEqual([]);
  });

  test("a failing npm ends in its own last words, installs nothing, and the next try is clean", async () => {
    npm("mkdir -p node_modules/n8n/bin; echo E404 some-package >&2; exit 1");
    await expect(install()).rejects.toThrow(/"npm ci" ended with 1[^]*E404 some-package/);
    expect(existsSync(n8nInstallDir(packageDir))).toBe(false);
    npm(INSTALL);
    expect(existsSync(await install())).toBe(true);
  });

  test("a half-finished folder is not taken for an installation", async () => {
    const folder = n8nInstallDir(packageDir);
    mkdirSync(join(folder, "node_modules/n8n/bin"), { recursive: true });
    writeFileSync(join(folder, "node_modules/n8n/bin/n8n"), "half");
    npm(INSTALL);
    await install();
    expect(runs()).toBe(1);
    expect(readFileSync(join(folder, "node_modules/n8n/bin/n8n"), "utf8")).toBe("n8n\n");
  });

  test("an installer killed with -9 leaves no lock, no npm at work and no folder behind for the next one", async () => {
    npm(`echo $$ > "${root}/npm-pid"; echo started; exec sleep 600`);
    const installerPath = join(import.meta.dirname, "../../../scripts/runtime/n8n-install.ts");
    const code = `import(${JSON.stringify(installerPath)}).then((m) => m.ensureN8nInstalled({ packageDir: ${JSON.stringify(packageDir)}, onProgress: console.log }))`;
    const installer = spawn(process.execPath, ["--import", "tsx", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(installer.stdout, "data");
    await vi.waitFor(() => expect(readFileSync(join(root, "npm-pid"), "utf8")).toMatch(/\d/), 60_000);
    installer.kill("SIGKILL");
    await once(installer, "exit");
    const orphan = Number(readFileSync(join(root, "npm-pid"), "utf8"));
    npm(INSTALL);
    const folder = await install();
    expect(existsSync(folder)).toBe(true);
    await vi.waitFor(() => expect(() => process.kill(orphan, 0)).toThrow("ESRCH"), 60_000);
    expect(readdirSync(join(root, "cache/greenlight")).filter((name) => name.includes("installing"))).toEqual([]);
  });

  test("Ctrl-C while npm works or while waiting ends at once with the reason", async () => {
    npm("exec sleep 600");
    const controller = new AbortController();
    const options = { packageDir, signal: controller.signal };
    const reason = new Error("stopped by the user");
    const working = ensureN8nInstalled({ ...options, onProgress: () => undefined });
    const waiting = ensureN8nInstalled({ ...options, onProgress: () => controller.abort(reason) });
    const results = await Promise.allSettled([working, waiting]);
    expect(results).toEqual([
      { status: "rejected", reason },
      { status: "rejected", reason },
    ]);
  });
});
