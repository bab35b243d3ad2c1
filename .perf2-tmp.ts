import { readFileSync, readdirSync } from 'node:fs'
import { loadEdition } from './src/definitions/load-edition.ts'
import { openSheet } from './src/engine/sheet.ts'
import { parseWire } from './src/engine/format-montant.ts'
const dir='/work/main/editions/2025/'
const files=new Map<string,string>()
for(const f of readdirSync(dir,{recursive:true,encoding:'utf8'})) if(f.endsWith('.yaml')) files.set(f,readFileSync(dir+f,'utf8'))
const e=JSON.parse(JSON.stringify(loadEdition(files)))
for(const [file,code] of [['coop.json','qdis']] as const){
 const ex=JSON.parse(readFileSync(dir+'exemples/'+file,'utf8')); const l=e.liasses.find((x:any)=>x.code===code)!; const m=new Map<number,any>()
 const nums:number[]=[]
 for(const [at,v] of Object.entries(ex.valeurs as Record<string,string>)){ const i=l.cellules.findIndex((x:any)=>x.at===at); const c=l.cellules[i]; const txt=c.type==='texte'||c.type==='choix'; if(!txt) nums.push(i); m.set(i, txt?{etat:'valeur',texte:v}:{etat:'valeur',valeur:parseWire(v,c.decimales)??0}) }
 let s=openSheet(e,code,{famille:'COOP',valeurs:m}); let moved=0
 for(let k=0;k<1000;k++){const n=s.with(new Map([[nums[k%nums.length]!,{etat:'valeur',valeur:k*100}]])); moved+=n.changedFrom(s).length; s=n}
 console.log('cells moved per edit',moved/1000)
 for(const mode of ['edit','open'])for(let r=0;r<3;r++){ const n=mode==='edit'?60000:3000; const t=performance.now(); for(let k=0;k<n;k++) { if(mode==='edit') s=s.with(new Map([[nums[k%nums.length]!,{etat:'valeur',valeur:k*100}]])); else openSheet(e,code,{famille:'COOP',valeurs:m}) } console.log(mode,((performance.now()-t)/n*1000).toFixed(2))}
}
