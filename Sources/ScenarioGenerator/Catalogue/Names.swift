/// Names of invented places, teams and people.
enum Names {
    static let places = """
        长江 陇海 京广 嵩山 淮河 大学 解放 建新 福华 蜜蜂 铭功 五里堡 马寨 侯寨 樱桃沟 碧云 \
        秦皇 渭滨 上谷 孟家 吴家堡 石灰窑 西峪 鼓楼 永泰 清远 碧霞 兴华 惠达 互助里 宝泉 五井 \
        六沟 甲山 头沟 板城 三家 两家 高台 满杖 大营 下板 磴上 仓子 新合 岗子 白音 查干 乌兰 巴彦 \
        敖包 哈日 塔拉 莲荷 锦华 王家山 大寨 马泉 东岭 南园 柳林 槐树 杏花 桃源 枣园 石桥 河湾 龙泉 \
        凤凰 青山 清泉 文昌 义和 太平 永安 和平 光明 向阳
        """.split(separator: " ").map(String.init)
    /// Those of the places that belong to one district and would be odd in another.
    static let local: [(district: String, places: Set<String>)] = [
        (
            "二七区",
            [
                "长江", "陇海", "京广", "嵩山", "淮河", "福华", "蜜蜂", "铭功", "五里堡", "马寨", "侯寨",
                "樱桃沟",
            ]
        ),
        ("秦都区", ["秦皇", "渭滨", "吴家堡", "马泉"]),
        ("双清区", ["莲荷", "锦华"]),
        ("昔阳县", ["大寨"]),
        (
            "承德县",
            [
                "六沟", "甲山", "头沟", "板城", "三家", "两家", "高台", "满杖", "大营", "下板", "磴上", "仓子",
                "新合", "岗子",
            ]
        ),
        ("白音塔拉", ["白音", "查干", "乌兰", "巴彦", "敖包", "哈日", "塔拉"]),
    ]
    static let directions = ["", "东", "西", "南", "北", "中", "新", "一", "二", "三"]
    static let brands = """
        晨光 夕阳红 红马甲 暖心 春雨 微光 邻里情 石榴籽 雷锋 红梅 青松 爱满 同心 小橘灯 金秋 益家
        """.split(separator: " ").map(String.init)
    static let surnames = """
        王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 \
        程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜
        """.split(separator: " ").map(String.init)
    static let given = """
        英 华 玉 秀 明 珍 海 建 国 兰 芳 军 平 志 红 梅 丽 云 霞 燕 春 生 林 凤 玲 桂 福 德 永 长 \
        淑 雪 小 东 文 立 俊 杰 强 涛 宝 庆 喜 贵 爱 佳 思 晓 雨 辉
        """.split(separator: " ").map(String.init)

    /// So many place names, all different.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - district: whose they are: none that belong to others only; nil = of any.
    ///   - random: drawn from as often for each district.
    /// - Returns: the names in random order.
    static func places(
        _ count: Int,
        in district: String?,
        _ random: inout RandomStream
    ) -> [String] {
        let foreign = local.filter { district != nil && $0.district != district }
            .reduce(into: Set()) { $0.formUnion($1.places) }
        let all = random.shuffled(places.flatMap { place in directions.map { (place, $0) } })
            .filter { !foreign.contains($0.0) }.map { $0.0 + $0.1 }
        return (0..<count).map { index in
            let round = index / all.count
            return all[index % all.count] + (round == 0 ? "" : "\(round + 1)号")
        }
    }

    /// A person's name.
    static func person(_ random: inout RandomStream) -> String {
        let surname = random.pick(surnames)
        let first = random.pick(given)
        return surname + first + (random.chance(650) ? random.pick(given) : "")
    }
}

/// A number with leading zeros, as wide as the largest of its table but at least so wide.
func identifier(_ prefix: String, _ number: Int, of count: Int, atLeast width: Int = 1) -> String {
    let digits = String(number)
    let wide = max(width, String(count).count)
    return prefix + String(repeating: "0", count: max(0, wide - digits.count)) + digits
}
