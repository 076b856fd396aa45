import { allowRuns } from "@/lib/operations/governance/allow-runs";
import { AllowRuns } from "@/lib/operations/governance/jobs";
import { handle } from "../handler";

export default handle(AllowRuns, allowRuns);
