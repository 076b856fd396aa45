import { RetireRuntime } from "@/lib/operations/runtimes/jobs";
import { retireRuntime } from "@/lib/operations/runtimes/retire-runtime";
import { handle } from "../handler";

export default handle(RetireRuntime, retireRuntime);
