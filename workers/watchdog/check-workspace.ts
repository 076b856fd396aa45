import { checkWorkspace } from "@/lib/operations/watchdog/check-workspace";
import { CheckWorkspace } from "@/lib/operations/watchdog/jobs";
import { handle } from "../handler";

export default handle(CheckWorkspace, checkWorkspace);
