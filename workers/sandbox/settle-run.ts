import { SettleRun } from "@/lib/operations/sandbox/jobs";
import { settleRun } from "@/lib/operations/sandbox/settle-run";
import { handle } from "../handler";

export default handle(SettleRun, settleRun);
