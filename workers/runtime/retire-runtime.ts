import { retireWithExport } from "@/lib/operations/exit/retire-with-export";
import { RetireRuntime } from "@/lib/operations/runtimes/jobs";
import { handle } from "../handler";

export default handle(RetireRuntime, retireWithExport);
