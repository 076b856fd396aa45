import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { EvaluateFleet } from "@/lib/operations/fleet/jobs";
import { sweep } from "../handler";

export default sweep(EvaluateFleet, evaluateFleet);
