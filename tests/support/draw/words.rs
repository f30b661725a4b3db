//! Sentences for the drawn pages: about teaching a trade, by nobody and about nobody.

use super::noise::Noise;

const SENTENCES: [&str; 44] = [
    "中等职业学校的实训课程应当贴近岗位，让学生在真实任务中学会测量、装夹与加工。",
    "本学期承担数控车床与机械制图两门课程，每周十六课时，教案齐全，批改及时。",
    "课前把图样分解成若干小任务，课中分组轮换操作，课后由学生互评工件的尺寸与表面。",
    "通过走访企业了解到，用工单位最看重的是安全意识、读图能力和按工艺办事的习惯。",
    "实训车间的每台设备都贴有点检表，学生下课前须逐项填写并由组长签字。",
    "学困生往往不是不愿意学，而是看不懂图，因此增加了实物对照与分步演示。",
    "与教研组同事一起编写了校本讲义，共六个项目，已在三个班级试用。",
    "期末技能抽测合格率由百分之七十八提高到百分之九十一，优秀人数增加九人。",
    "担任班主任期间，坚持家访与谈心，班级出勤率保持在百分之九十八以上。",
    "积极参加集体备课和听评课活动，全年听课三十二节，上公开课两次。",
    "指导青年教师两名，帮助其完成教学设计、说课稿和实训指导书。",
    "课堂评价从只看结果改为看过程，记录学生的操作规范、协作与反思。",
    "为解决工位不足的问题，采用仿真软件预习、实机操作巩固的办法。",
    "按照学校安排赴企业实践四十天，参与夹具改进并收集了教学案例。",
    "教学资源库已整理微课二十一个、题目三百余道，供本专业教师共用。",
    "工作中还存在理论研究不够深入的问题，今后将结合课题继续努力。",
    "项目教学的关键在于任务的难度适当，过难则学生放弃，过易则流于形式。",
    "在刀具磨损一节，先让学生观察崩刃的实物，再讨论转速与进给的关系。",
    "量具的使用是基本功，游标卡尺与千分尺的读数训练应当贯穿整个学期。",
    "从两个平行班的对照看，采用任务单的班级返工率明显下降。",
    "企业导师每月到校一次，就工艺规程和质量检验作专题讲解。",
    "安全教育不能只靠讲，要让学生在演练中记住停机、断电、报告三个步骤。",
    "对口帮扶期间，为兄弟学校送课八节，并协助建立了钳工实训室。",
    "信息化手段应服务于教学目标，不宜为了展示而增加学生的负担。",
    "学生作品经检验合格后在校内陈列，增强了学习的成就感。",
    "本文以某校机械加工专业两个年级为对象，讨论任务驱动教学的组织方法。",
    "问卷共发放一百二十份，收回有效问卷一百一十四份。",
    "结果表明，学生对实物教具的评价最高，对单纯讲授的评价最低。",
    "教师的示范动作应当慢而准，并说明每一步为什么这样做。",
    "课程标准是底线，教学内容可以随地方产业的变化作适当调整。",
    "评分表由尺寸精度、表面质量、操作规范和文明生产四部分组成。",
    "考核采用过程记录与期末操作相结合的方式，各占一半。",
    "通过技能竞赛选拔，三名学生代表学校参加了州级比赛。",
    "热爱集体，团结同事，服从分工，按时完成学校交办的各项任务。",
    "认真学习职业教育法规和师德规范，自觉遵守学校的规章制度。",
    "坚持因材施教，对基础较好的学生增加综合件加工的训练。",
    "每次实训后写教学反思，把常见错误整理成图片贴在车间墙上。",
    "参与修订人才培养方案，提出了增加测量技术课时的建议并被采纳。",
    "课题组共开会七次，形成调研报告一份、教学案例集一册。",
    "教材内容与新设备脱节的部分，用补充讲义和现场教学加以弥补。",
    "家长开放日当天，学生向来宾演示了从下料到检验的全过程。",
    "夜间值班和早操管理虽然琐碎，却是了解学生的好机会。",
    "合格的毕业生既要会操作，也要能读懂工艺文件并与班组沟通。",
    "今后三年计划完成两项校级课题，并取得更高一级的技能等级证书。",
];

const ENGLISH: [&str; 12] = [
    "Vocational pupils learn a drawing best with the finished part in their hands.",
    "We compared two parallel classes over one term of lathe practice.",
    "Each task sheet named the dimension, the tolerance and the gauge to be used.",
    "The number of parts that had to be made again fell by one third.",
    "Teachers reported that slow and exact demonstration mattered more than speed.",
    "A short written reflection closed every lesson in the workshop.",
    "The questionnaire was returned by one hundred and fourteen pupils.",
    "Safety drills were repeated until every pupil could stop the machine unaided.",
    "Assessment covered accuracy, surface, conduct and order at the bench.",
    "Visiting craftsmen explained how an error grows along a chain of operations.",
    "The method asks for small groups and for a store of measured samples.",
    "Further work should follow the pupils into their first year of employment.",
];

/// `count` Chinese sentences in a chance order, no sentence twice until all were used.
pub fn prose(noise: &mut Noise, count: usize) -> String {
    joined(noise, &SENTENCES, count, "")
}

/// `count` English sentences, likewise.
pub fn english(noise: &mut Noise, count: usize) -> String {
    joined(noise, &ENGLISH, count, " ")
}

fn joined(noise: &mut Noise, bank: &[&str], count: usize, between: &str) -> String {
    let mut order: Vec<&str> = bank.to_vec();
    for i in (1..order.len()).rev() {
        order.swap(i, noise.below(i + 1));
    }
    order.iter().cycle().take(count).copied().collect::<Vec<_>>().join(between)
}
