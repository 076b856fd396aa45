import { inject } from "vitest";
import { readRuntimeFile, type RuntimeFile } from "@/scripts/runtime/runtime-file";
import { FounderClient } from "./founder-client";

/** The home of this worker's running product of `shared-product.ts`. Vitest numbers the workers from 1. */
export function productHome(): string {
  const home = inject("productHomes")[Number(process.env.VITEST_POOL_ID) - 1];
  if (home === undefined) throw new Error(`Worker ${process.env.VITEST_POOL_ID} has no product.`);
  return home;
}

export async function productRuntime(): Promise<RuntimeFile> {
  const runtime = await readRuntimeFile(productHome());
  if (!runtime) throw new Error("The product is not running.");
  return runtime;
}

/** A founder of this worker's product. */
export class Founder extends FounderClient {
  static async signIn(email: string): Promise<FounderClient> {
    return Founder.at((await productRuntime()).url, email);
  }
}
