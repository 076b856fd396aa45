import { RemedyMachine } from "@/lib/operations/fleet/jobs";
import { remedyMachine } from "@/lib/operations/fleet/remedy-machine";
import { system } from "../handler";

export default system(RemedyMachine, remedyMachine);
