import { blockRuns } from "@/lib/operations/governance/block-runs";
import { BlockRuns } from "@/lib/operations/governance/jobs";
import { handle } from "../handler";

export default handle(BlockRuns, blockRuns);
