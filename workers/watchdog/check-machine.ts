import { CheckMachine } from "@/lib/operations/fleet/jobs";
import { checkMachine } from "@/lib/operations/watchdog/check-machine";
import { system } from "../handler";

export default system(CheckMachine, checkMachine);
