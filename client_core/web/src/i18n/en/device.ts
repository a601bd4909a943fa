import type { device as italian } from "../it/device.ts";
import type { Catalogue } from "../message.ts";

export const device: Catalogue<"en", typeof italian> = {
  deviceTitle: "Device and synchronisation",
  deviceLead: "What waits to leave, what waits to come, and what the site confirmed.",
  exchangeTitle: "Synchronisation",
  syncNow: "Synchronise now",
  outboxTitle: "To send",
  outboxCount: { one: "{n} fact", other: "{n} facts" },
  outboxEmpty: "nothing: the site has it all",
  inboxTitle: "To receive",
  inboxEmpty: "nothing",
  lastExchange: "Last synchronisation",
  lastReceipt: "Last written receipt of the site",
  waitingTitle: "Where your work is",
  outboxEvents: {
    one: "{n} thing that you did (answers, reading, handing in) is saved here and not yet at the site.",
    other:
      "{n} things that you did (answers, reading, handing in) are saved here and not yet at the site.",
  },
  outboxSince: "The oldest is of {when}.",
  outboxCarried: {
    one: "{n} of them is on its way with a relay; the site has not confirmed it yet.",
    other: "{n} of them are on their way with a relay; the site has not confirmed them yet.",
  },
  outboxOthers: {
    one: "{n} parcel of other people waits for a lift: it cannot be read.",
    other: "{n} parcels of other people wait for a lift: they cannot be read.",
  },
  inboxHeld: {
    one: "{n} piece that came waits for a missing part.",
    other: "{n} pieces that came wait for a missing part.",
  },
  inboxQuarantined: {
    one: "{n} fact is of a newer version of the app: it stays here and is understood after the update.",
    other:
      "{n} facts are of a newer version of the app: they stay here and are understood after the update.",
  },
  outboxSafeNone: "The site has not confirmed anything in writing yet.",
  outboxSafe: {
    one: "{n} thing is safe: the site confirmed it in writing.",
    other: "{n} things are safe: the site confirmed them in writing.",
  },
  deviceRevokedHere: "The site shut this device out. Your work stays here; ask your office.",
  needsNewer: "The site uses a newer version: update the app.",
  byFileTitle: "Without a network: by file",
  byFileWhy:
    "Save the work that was not sent to an .approdo file and take it to the site on a stick or by mail: it is sealed, whoever carries it cannot read it. The answer comes the same way.",
  saveWork: "Save the work to a file",
  fileSaved: "The file is in your downloads.",
  bringIn: "Open a file that came",
  brought: "Taken. What was for you is here.",
  broughtReceipt: "Taken: the site confirmed your work.",
  devicesTitle: "Your devices",
  deviceSince: "since {when}",
  deviceThis: "this one",
  deviceRevoked: "shut out",

  spaceTitle: "Space",
  spaceLead: "How much the app takes of this device, and what you can remove.",
  spaceUsed: "Space in use",
  spaceOf: "{used} of {quota}",
  spaceContent: "Content of courses",
  spaceProgress: "Your record",
  persisted: "The browser keeps your data",
  persistedWhy: "It promised not to clear them by itself when space is short.",
  notPersisted: "The browser might clear the data",
  notPersistedWhy:
    "When space is short it may remove work that was not sent. Ask it to keep it, or install the app.",
  persistAsk: "Ask to keep them",
  persistRefused: "The browser said no. Install the app from its menu, then try again.",
  spaceCourses: "Downloaded courses",
  spaceCoursesWhy: "If you remove a course, your record stays: you can download it again.",
  spaceNone: "No course is on this device.",
  remove: "Remove",
  removeCourse: "Remove «{title}» from the device",
  removeSure: "Yes, remove",

  profileTitle: "My profile",
  profileLead: "Who you are to the site, and what protects your data.",
  profileName: "Name",
  profileSite: "Site",
  forgetTitle: "Remove the profile from this device",
  forgetWhy: "For a computer that you do not use any more. What the site confirmed is not lost.",
  forgetSure: "All that is yours on this device is erased.",
  forgetLoses: {
    one: "{n} thing that was not sent would be lost for ever.",
    other: "{n} things that were not sent would be lost for ever.",
  },
  forgetFirst: "Send them first, or save them to a file.",
  forgetDo: "Erase it here",
};
