// Dossiers to look at, made from the complete fixture: one with many faults, one made by an enemy.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { DOSSIER, FIXTURES, WORK } = process.env;

export const complete = () => join(FIXTURES, 'complete');

function copy(name) {
  const folder = join(WORK, name);
  cpSync(complete(), folder, { recursive: true });
  return folder;
}

// Every fault that the report draws or shows: missing, cut short, blurred, turned, twice the same, stray, in one.
export async function faulty(page) {
  const folder = copy('faulty');
  const file = (path) => join(folder, path);
  rmSync(file('03-学历学位/学位证书.jpg'));
  const posts = file('05-任职材料/聘书.jpg');
  truncateSync(posts, Math.round(readFileSync(posts).length * 0.55));
  await redrawn(page, file('07-业务工作总结.jpg'), 'blur(5px)', 0);
  await redrawn(page, file('06-论文/论文1-正文.jpg'), 'blur(3px)', 0);
  await redrawn(page, file('05-任职材料/资格批准文件.jpg'), 'none', 90);
  cpSync(file('08-继续教育/2018年公需科目证书.jpg'), file('08-继续教育/2019年公需科目证书.jpg'));
  cpSync(file('02-身份证/人像面.jpg'), file('02-身份证/身份证正反面.jpg'));
  writeFileSync(file('06-论文/论文1-目录.jpg'), '');
  cpSync(file('05-任职材料/教师资格证.jpg'), file('扫描0007.jpg'));
  mkdirSync(file('10-其他'));
  return folder;
}

// A page redrawn by the browser itself: blurred by a filter, or turned by degrees.
async function redrawn(page, path, filter, degrees) {
  const source = `data:image/jpeg;base64,${readFileSync(path).toString('base64')}`;
  const made = await page.evaluate(async ([source, filter, degrees]) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    const sideways = degrees % 180 !== 0;
    canvas.width = sideways ? image.height : image.width;
    canvas.height = sideways ? image.width : image.height;
    const context = canvas.getContext('2d');
    context.filter = filter;
    context.translate(canvas.width / 2, canvas.height / 2);
    context.rotate(degrees * Math.PI / 180);
    context.drawImage(image, -image.width / 2, -image.height / 2);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  }, [source, filter, degrees]);
  writeFileSync(path, Buffer.from(made, 'base64'));
}

export const SCRIPT = '<script>window.hacked=1</script>';

// Markup, quotes, a line break and a turned writing direction, in names of files and folders and in every field.
export function hostile() {
  const folder = copy('hostile');
  const image = "<img src=x onerror=window.hacked=1>";
  const photo = readFileSync(join(folder, '01-照片/照片.jpg'));
  mkdirSync(join(folder, `a"'${image}`));
  const names = [`"><svg onload=window.hacked=1>.jpg`, `\u202egpj.照片2.jpg`, 'line\nbreak.jpg', `<script>window.hacked=1<`];
  for (const name of names) {
    writeFileSync(join(folder, name), Buffer.concat([photo, Buffer.from(name)]));
  }
  mkdirSync(join(folder, names[3] + 'x'));
  writeFileSync(join(folder, names[3] + 'x', 'script>.jpg'), photo);
  writeFileSync(join(folder, `a"'${image}`, '学位证书2.jpg'), photo);
  const applicant = join(folder, 'applicant.toml');
  const field = JSON.stringify(`某"'>${SCRIPT}${image}\u202e\u2028`);
  let text = readFileSync(applicant, 'utf8');
  for (const key of ['name', 'unit', 'unit_superior', 'title', 'journal', 'school', 'speciality']) {
    text = text.replace(new RegExp(`^${key} = .*$`, 'm'), `${key} = ${field}`);
  }
  text = text.replace(/^awards = \[\]$/m, '');
  writeFileSync(applicant, text + `\n[[waive]]\ncode = "D301"\npart = "education/degree"\nreason = ${field}\n`);
  return folder;
}

// Nearly every part is missing, what is there is there twice, and nobody says whose it is.
export function worst() {
  const folder = join(WORK, 'worst');
  const isScan = path => !path.endsWith('applicant.toml');
  cpSync(join(FIXTURES, 'rules/D405-paper-too-old'), folder, { recursive: true, filter: isScan });
  return folder;
}

// The page of a thousand people who have only begun: their facts, and no scan.
export function thousand() {
  const staff = join(WORK, 'thousand');
  const text = readFileSync(join(complete(), 'applicant.toml'), 'utf8');
  for (let at = 1; at <= 1000; at++) {
    const folder = join(staff, `第${at}人`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'applicant.toml'), text.replace(/^name = .*$/m, `name = "第${at}人"`));
  }
  const page = join(WORK, 'thousand.html');
  run(['batch', staff, '--date', '2021-09-10', '--format', `html=${page}`]);
  return page;
}

// Writes a report page; the name of its file.
export function report(folder, name, lang) {
  const page = join(WORK, `${name}-${lang}.html`);
  run(['check', folder, '--date', '2021-09-10', '--lang', lang, '--format', `html=${page}`]);
  return page;
}

// The page of a whole staff: the dossiers above as three people.
export function roster(folders, lang) {
  const staff = join(WORK, 'staff');
  rmSync(staff, { recursive: true, force: true });
  mkdirSync(staff);
  for (const [name, folder] of Object.entries(folders)) {
    cpSync(folder, join(staff, name), { recursive: true });
  }
  const page = join(WORK, `roster-${lang}.html`);
  run(['batch', staff, '--date', '2021-09-10', '--lang', lang, '--format', `html=${page}`]);
  return page;
}

function run(args) {
  const { status, stderr } = spawnSync(DOSSIER, [...args, '--quiet'], { encoding: 'utf8' });
  if (status > 1 || status === null) {
    throw new Error(`dossier ${args.join(' ')}: exit ${status}: ${stderr}`);
  }
}
