import { inject } from "vitest";
import { readRuntimeFile, type RuntimeFile } from "@/scripts/runtime/runtime-file";
import { FounderClient } from "./founder-client";

/** The running product of `shared-product.ts`. */
export async function productRuntime(): Promise<RuntimeFile> {
  const runtime = await readRuntimeFile(inject("productHome"));
  if (!runtime) throw new Error("The product is not running.");
  return runtime;
}

/** A founder of the shared product. */
export class Founder extends FounderClient {
  static async signIn(email: string): Promise<FounderClient> {
    return Founder.at((await productRuntime()).url, email);
  }
}
