import { ScoreOutcomes } from "@/lib/autopilot/nightshift/jobs";
import { scoreOutcomes } from "@/lib/autopilot/nightshift/score-outcomes";
import { handle } from "../handler";

export default handle(ScoreOutcomes, scoreOutcomes);
