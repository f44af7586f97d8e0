// What the panel says, in the reader's language.

const vi = {
  title: 'Truy vấn đã lưu',
  none: 'Chưa có truy vấn nào được lưu.',
  name: 'Tên của truy vấn mới',
  saveNew: 'Lưu thành truy vấn mới',
  save: (name: string) => `Lưu vào “${name}”`,
  open: (name: string) => `Mở ${name}`,
  share: (name: string) => `Chia sẻ ${name} với`,
  remove: 'Xóa',
  removeNamed: (name: string) => `Xóa ${name}`,
  really: (name: string) => `Xóa “${name}” và mọi phiên bản?`,
  by: (owner: string) => `của ${owner}`,
  invalid: 'Không còn hợp lệ với lược đồ hiện nay:',
  version: (version: number) => `bản ${version}`,
  saved: (name: string) => `Đã lưu “${name}”.`,
  export: 'Tải kết quả',
  exportHint: 'Tải toàn bộ danh sách mà truy vấn trong khung soạn thảo hỏi, không chỉ trang đầu.',
  exportPath: 'Danh sách nào (tên trường, ví dụ people; bỏ trống: trường đầu tiên)',
  exporting: 'Đang tạo tệp…',
  exported: (name: string) => `Đã tải ${name}.`,
  audience: {
    NOBODY: 'không ai', EVERYONE: 'mọi người', HR: 'cán bộ nhân sự', PLANNER: 'cán bộ kế hoạch', LEADER: 'lãnh đạo', ADMIN: 'quản trị', AUDITOR: 'kiểm tra',
  },
};

const en: typeof vi = {
  title: 'Saved documents',
  none: 'No document is saved yet.',
  name: 'Name of the new document',
  saveNew: 'Save as a new document',
  save: name => `Save to “${name}”`,
  open: name => `Open ${name}`,
  share: name => `Share ${name} with`,
  remove: 'Delete',
  removeNamed: name => `Delete ${name}`,
  really: name => `Delete “${name}” with all its versions?`,
  by: owner => `by ${owner}`,
  invalid: 'No longer valid against the schema:',
  version: version => `version ${version}`,
  saved: name => `Saved “${name}”.`,
  export: 'Export',
  exportHint: 'Takes away the whole list that the query in the editor asks for, not its first page alone.',
  exportPath: 'Which list (name of its field, as people; empty: the first field)',
  exporting: 'Making the file…',
  exported: name => `Downloaded ${name}.`,
  audience: {
    NOBODY: 'nobody', EVERYONE: 'everyone', HR: 'HR officers', PLANNER: 'planners', LEADER: 'leaders', ADMIN: 'administrators', AUDITOR: 'auditors',
  },
};

export const words = document.documentElement.lang === 'en' ? en : vi;
