import { TerminateMachine } from "@/lib/operations/machines/jobs";
import { terminateMachine } from "@/lib/operations/machines/terminate-machine";
import { system } from "../handler";

export default system(TerminateMachine, terminateMachine);
