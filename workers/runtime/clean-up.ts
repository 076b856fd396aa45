import { cleanUpRuntime } from "@/lib/operations/runtimes/clean-up-runtime";
import { CleanUpRuntime } from "@/lib/operations/runtimes/jobs";
import { handle } from "../handler";

export default handle(CleanUpRuntime, cleanUpRuntime);
