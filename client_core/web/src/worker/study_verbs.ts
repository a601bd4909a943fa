// Verbs of courses and study: each is a call of the core, and what it recorded goes off soon.
import type {
  Announcement,
  Answer,
  Ask,
  Assignment,
  Attempt,
  Attestation,
  Class,
  Course,
  CourseCard,
  Devices,
  DownloadPlan,
  ErasureView,
  HandedFile,
  LearningRecord,
  Meeting,
  Note,
  Page,
  PartWish,
  Question,
  Quiz,
  Rated,
  Reviewed,
  Reviews,
  Status,
  Submission,
  Verb,
} from "./protocol.ts";
import type { Service } from "./service.ts";

type Handlers<V extends Verb> = {
  [K in V]: (service: Service, ask: Ask<K>) => Answer<K> | Promise<Answer<K>>;
};

// «text,video:it»; empty for all.
const partsText = (parts: PartWish[] = []) =>
  parts.map(({ part, language }) => (language ? `${part}:${language}` : part)).join(",");

// Told after the reply went off: what was answered is saved, and the person need not wait.
function afterWork(service: Service): void {
  const { traffic } = service;
  traffic.workWasDone();
  setTimeout(() => {
    if (!service.openHome) return;
    service.board.set({ storageFull: false });
    service.board.renew("courses", "record");
    traffic.showStatus();
  });
}

function afterDownloadChange(service: Service): void {
  service.board.renew("courses");
  service.traffic.showStatus();
  void service.traffic.fetch();
}

// The core takes whole numbers of 32 bits.
const uint = (value: number) => Math.min(Math.max(0, Math.floor(value)), 0xffffffff);

export const studyVerbs = {
  courses: ({ home }) => home.json<{ courses: CourseCard[] }>("approdo_courses").courses,
  course: ({ home }, { course }) => home.json<Course>("approdo_course", course),
  downloadPlan: ({ home }, { course, parts }) =>
    home.json<DownloadPlan>("approdo_download_plan", course, partsText(parts)),
  download: (service, { course, parts }) => {
    const begun = service.home.json<DownloadPlan>(
      "approdo_download_begin",
      course,
      partsText(parts),
    );
    service.board.set({ storageFull: false });
    afterDownloadChange(service);
    return begun;
  },
  pauseDownloads: async (service) => {
    service.board.set({ downloadsPaused: true });
    await service.keepSettings();
    return null;
  },
  resumeDownloads: async (service) => {
    service.board.set({ downloadsPaused: false });
    await service.keepSettings();
    if (service.openHome) void service.traffic.fetch();
    return null;
  },
  cancelDownload: (service, { course }) => {
    service.home.call("approdo_download_cancel", course);
    afterDownloadChange(service);
    return null;
  },
  removeDownload: (service, { course }) => {
    service.home.call("approdo_download_remove", course);
    service.board.set({ storageFull: false });
    afterDownloadChange(service);
    return null;
  },
  file: ({ home }, { course, path }) => {
    const { type } = home.json<{ type: string }>("approdo_file_info", course, path);
    return { bytes: home.call("approdo_file", course, path), type };
  },

  read: (service, { unit }) => {
    const page = service.home.json<Page>("approdo_read", unit);
    afterWork(service);
    return page;
  },
  turnPage: (service, { unit, furthestBlock, seconds }) => {
    const { completed } = service.home.json<{ completed: boolean }>(
      "approdo_page_turn",
      unit,
      uint(furthestBlock),
      uint(seconds),
    );
    afterWork(service);
    return { completed };
  },
  declareCompleted: (service, { unit }) => {
    service.home.call("approdo_declare_completed", unit);
    afterWork(service);
    return null;
  },
  mediaSeen: (service, { unit, fromMs, toMs }) => {
    const { completed } = service.home.json<{ completed: boolean }>(
      "approdo_media_seen",
      unit,
      uint(fromMs),
      uint(toMs),
    );
    afterWork(service);
    return { completed };
  },
  writeNote: (service, { unit, note, text }) => {
    const { notes } = service.home.json<{ notes: Note[] }>("approdo_note", unit, note ?? "", text);
    afterWork(service);
    return notes;
  },
  quiz: ({ home }, { unit }) => home.json<Quiz>("approdo_quiz", unit),
  quizOpen: (service, { unit }) => {
    const attempt = service.home.json<Attempt>("approdo_quiz_open", unit);
    afterWork(service);
    return attempt;
  },
  quizView: ({ home }, { attempt }) => home.json<Attempt>("approdo_quiz_view", attempt),
  quizAnswer: (service, { attempt, question, answer, durationMs }) => {
    const answered = service.home.json<{ question: Question }>(
      "approdo_quiz_answer",
      attempt,
      question,
      answer,
      uint(durationMs),
    );
    afterWork(service);
    return answered.question;
  },
  quizSubmit: (service, { attempt }) => {
    const submitted = service.home.json<Submission>("approdo_quiz_submit", attempt);
    afterWork(service);
    void service.traffic.look(true);
    return submitted;
  },
  chooseFile: ({ home }, { name, type, bytes }) => {
    const { file, size, ...chosen } = home.json<HandedFile>(
      "approdo_file_choose",
      name,
      type,
      bytes,
    );
    return { file, name: chosen.name, type: chosen.type, size };
  },
  handIn: (service, { unit, text, files }) => {
    const assignment = service.home.json<Assignment>(
      "approdo_hand_in",
      unit,
      text,
      files.join(","),
    );
    afterWork(service);
    void service.traffic.look(true);
    return assignment;
  },
  handedFile: ({ home }, { file }) => home.call("approdo_handed_file", file),
  announcements: ({ home }) =>
    home.json<{ announcements: Announcement[] }>("approdo_announcements").announcements,
  announcementRead: (service, { announcement }) => {
    service.home.call("approdo_announcement_read", announcement);
    afterWork(service);
    return null;
  },
  meetings: ({ home }) => home.json<{ meetings: Meeting[] }>("approdo_meetings").meetings,
  meetingCalendar: ({ home }, { meeting = "" }) => home.call("approdo_meeting_calendar", meeting),
  meetingAttended: (service, { meeting, minutes }) => {
    service.home.call("approdo_meeting_attended", meeting, uint(minutes));
    afterWork(service);
    return null;
  },
  reviews: ({ home }, { cards }) => home.json<Reviews>("approdo_reviews", uint(cards)),
  reviewAnswer: (service, { question, number, answer }) => {
    const reviewed = service.home.json<Reviewed>(
      "approdo_review_answer",
      question,
      uint(number),
      answer,
    );
    afterWork(service);
    return reviewed;
  },
  reviewRate: (service, { review, rating }) => {
    const rated = service.home.json<Rated>("approdo_review_rate", review, rating);
    afterWork(service);
    return rated;
  },
  askErasure: (service, { words }) => {
    const { erasure } = service.home.json<{ erasure: ErasureView }>("approdo_erasure_ask", words);
    afterWork(service);
    return erasure;
  },
  withdrawErasure: (service) => {
    const { erasure } = service.home.json<{ erasure: ErasureView }>("approdo_erasure_withdraw");
    afterWork(service);
    return erasure;
  },
  record: ({ home }) => home.json<LearningRecord>("approdo_record"),
  verify: ({ openHome, clerk }, { code }) =>
    openHome
      ? openHome.json<Attestation>("approdo_verify", code)
      : (clerk.json("approdo_verify", 0, code) as Attestation),
  classes: ({ home }, { course = "" }) =>
    home.json<{ classes: Class[] }>("approdo_classes", course).classes,
  status: ({ home }) => home.json<Status>("approdo_status"),
  devices: ({ home }) => home.json<{ devices: Devices }>("approdo_devices").devices,
  check: ({ home }) => home.json<{ findings: string[] }>("approdo_check").findings,
} satisfies Partial<Handlers<Verb>>;
