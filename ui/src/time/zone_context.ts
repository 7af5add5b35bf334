import { createContext } from "react";
import { own_zone } from "./zone";

/** The zone in which the units work; the reader's own until the server has said. */
export const ZoneContext = createContext<string>(own_zone());
