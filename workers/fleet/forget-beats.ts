import { forgetBeats } from "@/lib/operations/fleet/forget-beats";
import { ForgetBeats } from "@/lib/operations/fleet/jobs";
import { sweep } from "../handler";

export default sweep(ForgetBeats, forgetBeats);
