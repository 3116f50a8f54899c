import type { DemoWorkspace } from "../content";
import { frontDesk } from "./front-desk";
import { roomsAndEquipment } from "./rooms-and-equipment";
import { vaccinationSeason } from "./vaccination-season";

/** The operations of a clinic: no patient is named anywhere, as it should be. */
export const harbourClinic: DemoWorkspace = {
  id: "harbour-clinic",
  companyName: "Harbour Clinic",
  owner: "sofia",
  members: [
    { person: "daniel", role: "admin" },
    { person: "nora", role: "member" },
    { person: "amir", role: "guest" },
  ],
  labels: [
    { name: "Patients", color: "rose" },
    { name: "Staff", color: "violet" },
    { name: "Supplies", color: "moss" },
    { name: "IT", color: "blue" },
    { name: "Compliance", color: "rust" },
  ],
  projects: [frontDesk, vaccinationSeason, roomsAndEquipment],
};
