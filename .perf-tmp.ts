import { readFileSync, readdirSync } from 'node:fs'
import { loadEdition } from './src/definitions/load-edition.ts'
import { openSheet } from './src/engine/sheet.ts'
import { parseWire } from './src/engine/format-montant.ts'
const dir='/work/main/editions/2025/'
const files=new Map<string,string>()
for(const f of readdirSync(dir,{recursive:true,encoding:'utf8'})) if(f.endsWith('.yaml')) files.set(f,readFileSync(dir+f,'utf8'))
let t=performance.now(); const e0=loadEdition(files); console.log('load cold ms',performance.now()-t)
t=performance.now(); loadEdition(files); console.log('load warm ms',performance.now()-t)
const json=JSON.stringify(e0); t=performance.now(); const e=JSON.parse(json); console.log('parse json ms',performance.now()-t)
for(const [file,code] of [['coop.json','qdis'],['coop-er.json','er']] as const){
 const ex=JSON.parse(readFileSync(dir+'exemples/'+file,'utf8')); const l=e.liasses.find((x:any)=>x.code===code)!; const m=new Map<number,any>()
 const nums:number[]=[]
 for(const [at,v] of Object.entries(ex.valeurs as Record<string,string>)){ const i=l.cellules.findIndex((x:any)=>x.at===at); const c=l.cellules[i]; const txt=c.type==='texte'||c.type==='choix'; if(!txt) nums.push(i); m.set(i, txt?{etat:'valeur',texte:v}:{etat:'valeur',valeur:parseWire(v,c.decimales)??0}) }
 t=performance.now(); let s=openSheet(e,code,{famille:'COOP',valeurs:m}); console.log(code,'first open (compile) ms',performance.now()-t, l.cellules.length, l.ordre.length)
 const bench=(name:string,n:number,f:(k:number)=>void)=>{for(let k=0;k<n;k++)f(k); const t=performance.now(); for(let k=0;k<n;k++)f(k); console.log(code,name,'µs',((performance.now()-t)/n*1000).toFixed(2))}
 bench('open',1000,()=>openSheet(e,code,{famille:'COOP',valeurs:m}))
 bench('open empty',1000,()=>openSheet(e,code,{famille:'COOP',valeurs:new Map()}))
 bench('edit',20000,k=>{s=s.with(new Map([[nums[k%nums.length]!,{etat:'valeur',valeur:k*100}]]))})
 const ok=openSheet(e,code,{famille:'COOP',valeurs:m})
 bench('verify ok',500,()=>ok.verify())
 bench('verify bad',3,()=>s.verify())
}
