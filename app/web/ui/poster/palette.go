package poster

// palette is the light of one season and hour. Lists run from far to near, from top to bottom, or from lit to shaded.
type palette struct {
	sky    [3]string // top, middle, horizon
	sun    string
	hills  [3]string
	forest [2]string
	mix    []string // trees of the far shore; more than four colours mean leaves among the spruces
	water  [2]string
	glint  string
	ground [2]string
	dark   string
	leaf   string
	cloud  string
	snow   bool
	aurora []string
	pine   string // where the far shore's colours would not suit a pine: they stay green when the leaves turn
}

const (
	ember      = "#D9512C"
	cloudberry = "#F0A63A"
	redOchre   = "#A23B2A"
	white      = "#FBF6EA"
	lake       = "#2C6E8F"
	spruce     = "#12443A"
	timber     = "#C49A68"
	bark       = "#6B4A2C"
	iron       = "#23302D"
	lamplight  = "#FFD98A"
)

// paletteOf never fails: what it does not know is a summer day.
func paletteOf(season, hour string) *palette {
	switch season + "-" + hour {
	case "summer-dusk":
		return &palette{
			sky: [3]string{"#DE6E57", "#F3A674", "#FCE2AE"}, sun: "#FFF3CF", hills: [3]string{"#D99A86", "#A3728A", "#69587F"},
			forest: [2]string{"#343E63", "#222E4E"}, mix: []string{"#343E63", "#2A3558", "#40496E", "#222E4E"},
			water: [2]string{"#F9CF9F", "#6B628F"}, glint: "#FFF0C8", ground: [2]string{"#3F6A63", "#23474A"},
			dark: "#182540", leaf: "#56807A", cloud: "#FBD0A4",
		}
	case "summer-night":
		return &palette{
			sky: [3]string{"#3D6E8C", "#8FB3B5", "#F6D9A8"}, sun: "#F9B36B", hills: [3]string{"#8AA6A6", "#55808A", "#34616F"},
			forest: [2]string{"#1D4552", "#123240"}, mix: []string{"#1D4552", "#19404A", "#245058", "#123240"},
			water: [2]string{"#E9D2AC", "#2F6078"}, glint: "#FFE9BE", ground: [2]string{"#3E6E5B", "#1D4744"},
			dark: "#0F2A33", leaf: "#4F7F62", cloud: "#F3C9A0",
		}
	case "autumn-day":
		return &palette{
			sky: [3]string{"#6FA3AF", "#C3D5C4", "#FAE5B6"}, sun: "#F0A63A", hills: [3]string{"#D6B573", "#BF8545", "#8C5A35"},
			forest: [2]string{"#4F4A33", "#2F3B2F"}, mix: []string{"#C9562A", "#E3962F", "#8F3D24", "#3B5A41", "#F0B447"},
			water: [2]string{"#D6DFC2", "#34697A"}, glint: "#FFF1CF", ground: [2]string{"#C98B3A", "#7C5A2E"},
			dark: "#33261F", leaf: "#E8A13A", cloud: "#FFF4DA", pine: "#3B5A41",
		}
	case "autumn-night":
		return &palette{
			sky: [3]string{"#101B3D", "#2C4170", "#8A7896"}, sun: "#FBF3D6", hills: [3]string{"#4A547C", "#37426A", "#283455"},
			forest: [2]string{"#1B2645", "#121B36"}, mix: []string{"#4A3540", "#5C4038", "#1B2645", "#121B36"},
			water: [2]string{"#6E769E", "#1D2A50"}, glint: "#EDE6F4", ground: [2]string{"#54483A", "#2C2A34"},
			dark: "#0B1226", leaf: "#8F6238", cloud: "#37426A", aurora: []string{"#86D9B4", "#5FA9C4", "#A797D8"}, pine: "#1B2645",
		}
	case "autumn-dusk":
		return &palette{
			sky: [3]string{"#4A3D63", "#B0566A", "#F5A868"}, sun: "#FFDF9E", hills: [3]string{"#9A5A72", "#6E446B", "#493660"},
			forest: [2]string{"#33294E", "#221C3A"}, mix: []string{"#7A3440", "#A54A3A", "#33294E", "#221C3A"},
			water: [2]string{"#F0A877", "#4B3D68"}, glint: "#FFD9A0", ground: [2]string{"#7B4A3B", "#432D3F"},
			dark: "#1B1630", leaf: "#B4593B", cloud: "#D77C73", pine: "#33294E",
		}
	case "winter-day":
		return &palette{
			sky: [3]string{"#8FBCD3", "#CFE0E4", "#FDE3CF"}, sun: "#FFC98F", hills: [3]string{"#CBDBE3", "#A3BFCE", "#7C9FB4"},
			forest: [2]string{"#355F70", "#234A5B"}, mix: []string{"#355F70", "#2B5364", "#41707F", "#234A5B"},
			water: [2]string{"#F1F5F4", "#BFD6DF"}, glint: "#FFFFFF", ground: [2]string{"#FFFFFF", "#DCE8EC"},
			dark: "#1B3A49", leaf: "#E9F1F2", cloud: "#FFFDF8", snow: true,
		}
	case "winter-dusk":
		return &palette{
			sky: [3]string{"#5B6FA3", "#C79BB4", "#FBCFA8"}, sun: "#FFF0D0", hills: [3]string{"#B99DBB", "#8C84B0", "#656B9C"},
			forest: [2]string{"#3A4577", "#29325C"}, mix: []string{"#3A4577", "#323C6B", "#434E80", "#29325C"},
			water: [2]string{"#F6DCCB", "#A3A0C9"}, glint: "#FFF4E4", ground: [2]string{"#F6ECEB", "#C9C4DE"},
			dark: "#20284C", leaf: "#E6DFEA", cloud: "#E9B7B4", snow: true,
		}
	case "winter-night":
		return &palette{
			sky: [3]string{"#0B1A33", "#143857", "#2E6E79"}, sun: "#FBF3D6", hills: [3]string{"#2C5C70", "#204961", "#183A53"},
			forest: [2]string{"#102B44", "#0B1F35"}, mix: []string{"#102B44", "#0E273E", "#15334D", "#0B1F35"},
			water: [2]string{"#5C98A3", "#1B4660"}, glint: "#CFF3E0", ground: [2]string{"#DCE9EE", "#9DBBCB"},
			dark: "#08172A", leaf: "#C2D6DF", cloud: "#1D4A66", snow: true, aurora: []string{"#8BE8B4", "#4FC3A8", "#B7A2E8"},
		}
	case "spring-day":
		return &palette{
			sky: [3]string{"#7DB9D3", "#CBE1DF", "#FBE9CB"}, sun: "#F5A27E", hills: [3]string{"#B9CFC4", "#86AE9F", "#568A78"},
			forest: [2]string{"#2E6A57", "#1C5042"}, mix: []string{"#2E6A57", "#5F9A55", "#94BC58", "#1C5042"},
			water: [2]string{"#D7E9E3", "#3E83A1"}, glint: "#FFFFFF", ground: [2]string{"#A5C25C", "#5D9150"},
			dark: "#173F35", leaf: "#BFD56C", cloud: "#FFFFFF",
		}
	case "spring-dusk", "spring-night":
		return &palette{
			sky: [3]string{"#6C86B5", "#E2A9AC", "#FCDDAE"}, sun: "#FFF0C4", hills: [3]string{"#BFA2B0", "#8A87A2", "#5C6F8B"},
			forest: [2]string{"#2E4F66", "#1F3A50"}, mix: []string{"#2E4F66", "#27465C", "#3A5F70", "#1F3A50"},
			water: [2]string{"#F7D5B4", "#5E779F"}, glint: "#FFF2D4", ground: [2]string{"#6E9469", "#3C6A5C"},
			dark: "#172F42", leaf: "#86A873", cloud: "#F3C4B4",
		}
	}
	return &palette{
		sky: [3]string{"#6DB3B5", "#B5D8CB", "#F8E9C6"}, sun: "#F7B53B", hills: [3]string{"#A5C7B5", "#6FA595", "#3F8072"},
		forest: [2]string{"#1F5B4A", "#12443A"}, mix: []string{"#1F5B4A", "#2D6E4C", "#17503F", "#4B8450"},
		water: [2]string{"#BFE0D3", "#2C6E8F"}, glint: "#FFF6DF", ground: [2]string{"#8DAE4E", "#3F7746"},
		dark: "#12352D", leaf: "#A9C25A", cloud: "#FFF9EA",
	}
}
